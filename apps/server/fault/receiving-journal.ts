import { setTimeout as sleep } from 'node:timers/promises';
import { type LoadClient, type LoadParty, openLoadClient } from '../bench/load-client.ts';
import { digestOf, isOwnFault, patienceMs } from './sending-journal.ts';

/** The receiver's own ledger: what its feed has told it of, what it has fetched, and which answers were taken. */
export interface ReceivingJournal {
  /** Message id → SHA-256 of the document as it was fetched. */
  readonly fetched: ReadonlyMap<string, string>;
  /** Message id → id of the receipt that the network has accepted. */
  readonly answered: ReadonlyMap<string, string>;
  /** Message ids that the feed has told of more than once, as new. */
  readonly toldTwice: readonly string[];
  /** Takes in until the signal is aborted, and then until the feed has nothing more. */
  run(signal: AbortSignal): Promise<void>;
}

interface Line {
  readonly type: string;
  readonly relatedMessageId: string;
  readonly offset: number;
}

const pageSize = 100;
const restMs = 10;
const emptyPagesMax = 3;

export function openReceivingJournal(url: string, party: LoadParty): ReceivingJournal {
  const client = openLoadClient(url, party, 8);
  const fetched = new Map<string, string>();
  const answered = new Map<string, string>();
  const told = new Set<string>();
  const toldTwice: string[] = [];

  async function takeIn({ type, relatedMessageId: id }: Line): Promise<void> {
    if (type !== 'NewMessage') return;
    if (told.has(id)) toldTwice.push(id);
    told.add(id);
    const { businessDocument } = await untilAnswered<{ businessDocument: string }>(
      client,
      'GET',
      `/messages/${id}/business-document`,
    );
    fetched.set(id, digestOf(businessDocument));
    const reply = { appRecStatus: 'Ok', appRecSenderHerId: party.herId, appRecErrorList: [] };
    const receipt = await untilAnswered<{ id: string }>(
      client,
      'POST',
      `/messages/${id}/apprec`,
      Buffer.from(JSON.stringify(reply)),
    );
    answered.set(id, receipt.id);
  }

  return {
    fetched,
    answered,
    toldTwice,
    async run(signal) {
      let offset = 0;
      let emptyPages = 0;
      while (!signal.aborted || emptyPages < emptyPagesMax) {
        const path = `/notifications?HerIds=${party.herId}&Offset=${offset}&NotificationsToFetch=${pageSize}`;
        const { notifications } = await untilAnswered<{ notifications: Line[] }>(client, 'GET', path);
        await Promise.all(notifications.map(takeIn));
        offset = notifications.at(-1)?.offset ?? offset;
        emptyPages = notifications.length === 0 ? emptyPages + 1 : 0;
        if (notifications.length === 0) await sleep(restMs);
      }
    },
  };
}

/** Asks until it is answered, whatever is broken meanwhile; a refusal that is the caller's own fault ends it. */
async function untilAnswered<T>(
  client: LoadClient,
  method: 'GET' | 'POST',
  path: string,
  body?: Uint8Array,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let last = 'no answer';
  while (performance.now() < deadline) {
    const answer = await client.call(method, path, body).catch(() => undefined);
    if (answer && answer.status < 300) return JSON.parse(answer.body.toString()) as T;
    if (answer && isOwnFault(answer.status)) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    last = answer ? `${answer.status} ${answer.body}` : 'no answer';
    await sleep(restMs);
  }
  throw new Error(`${method} ${path} was not done in ${patienceMs / 1_000} s; the last answer: ${last}`);
}
