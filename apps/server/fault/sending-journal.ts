import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Letter, prepareLetters } from '../bench/letters.ts';
import { type LoadParty, openLoadClient } from '../bench/load-client.ts';

/** What the sender's side knows of a letter that the network has accepted. */
export interface Sent {
  readonly id: string;
  readonly documentDigest: string;
}

/** The sender's own ledger: it sends one letter after another, and each until it has an answer. */
export interface SendingJournal {
  readonly party: LoadParty;
  /** MsgId → what the network has promised. */
  readonly accepted: ReadonlyMap<string, Sent>;
  /** When, on performance.now, each accepted letter was sent; the newest last. */
  readonly lastAcceptedSince: (momentMs: number) => number | undefined;
  /** Answers that no sender should get: the network may be away, but may not blame the sender. */
  readonly blamed: readonly string[];
  run(lanes: number, signal: AbortSignal): Promise<void>;
  statusOf(id: string): Promise<MessageStatus>;
}

export interface MessageStatus {
  readonly statusList: readonly {
    readonly receiverHerId: number;
    readonly transportDeliveryState: string;
    readonly sent: boolean;
    readonly apprecInfo: { readonly appRecStatus: string; readonly appRecId: string } | null;
  }[];
}

const documentBytes = 4_000;
const restMs = 10;
/** As long as the longest outage that is tried, and some more. */
export const patienceMs = 180_000;

export function openSendingJournal(url: string, party: LoadParty, receiver: LoadParty): SendingJournal {
  const client = openLoadClient(url, party, 16);
  const letters = prepareLetters(party, receiver, documentBytes);
  const accepted = new Map<string, Sent>();
  const blamed: string[] = [];
  let latest: { readonly begunMs: number; readonly doneMs: number }[] = [];

  async function sendUntilAnswered({ messageId, body }: Letter): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      const begunMs = performance.now();
      const answer = await client.call('POST', '/messages', body).catch(() => undefined);
      if (answer?.status === 202) {
        const { id } = JSON.parse(answer.body.toString()) as { id: string };
        accepted.set(messageId, { id, documentDigest: digestOfDocument(body) });
        latest = [...latest.slice(-200), { begunMs, doneMs: performance.now() }];
        return;
      }
      if (answer && isOwnFault(answer.status)) blamed.push(`${answer.status} ${answer.body}`);
      await sleep(restMs);
    }
    throw new Error(`a letter found no answer in ${patienceMs / 1_000} s`);
  }

  return {
    party,
    accepted,
    blamed,
    lastAcceptedSince: (momentMs) => latest.find(({ begunMs }) => begunMs > momentMs)?.doneMs,
    async run(lanes, signal) {
      const lane = async () => {
        while (!signal.aborted) await sendUntilAnswered(letters.next());
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    },
    async statusOf(id) {
      const answer = await client.call('GET', `/messages/${id}/status`);
      if (answer.status !== 200) throw new Error(`no status of ${id}: ${answer.status}`);
      return JSON.parse(answer.body.toString()) as MessageStatus;
    },
  };
}

/**
 * Whether an answer says that asking again is of no use. While things are broken a token may have ended (401: the next
 * call gets another), a quota may be used up (429), and the network may be away (5xx).
 */
export function isOwnFault(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}

function digestOfDocument(body: Buffer): string {
  const { businessDocument } = JSON.parse(body.toString()) as { businessDocument: string };
  return digestOf(businessDocument);
}

/** SHA-256 of a document that is given as base64. */
export function digestOf(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}
