import type { Database } from '@samband/db';
import { isDomainError } from '@samband/errors';
import type { Exchange, Matched } from '@samband/exchange';
import type { Logger } from '@samband/log';
import { type Bounce, readBounce } from '@samband/mail';
import type { Arrived } from './arrived.ts';
import { checkSignature, type SignatureTrust } from './check-signature.ts';
import { digestsOf, factsOf } from './envelope.ts';
import type { Finish } from './finish-received.ts';
import { withoutBrackets } from './mail-id.ts';
import type { EbxmlRead } from './messages/ebxml-read.ts';
import { timeOf } from './messages/read-header.ts';
import { closeOutgoing, findByMailId, findOutgoing, type StoredOutgoing } from './outgoing.ts';
import { EnvelopeRefused } from './refused.ts';
import type { FindTerms } from './terms.ts';

export interface SignalParts {
  readonly database: Database;
  readonly exchange: () => Pick<Exchange, 'acknowledge'>;
  readonly findTerms: FindTerms;
  readonly trust: SignatureTrust;
  readonly now: () => Date;
  readonly log?: Logger | undefined;
}

/** What partners say of what we have sent. */
export interface Signals {
  /** An Acknowledgment or an ErrorList: signed by the receiver, about an envelope of ours. */
  match(arrived: Arrived): Promise<Finish>;
  /**
   * A SOAP Fault or a bounce: signed by nobody, and believed when it names the Message-ID of our mail, or stands in the
   * answer to our own post.
   */
  matchFailure(arrived: Arrived): Promise<Finish>;
  /** An answer to a question of a message handler: kept, and nothing follows from it. */
  note(arrived: Arrived): Finish;
}

type Verdict = Pick<Finish, 'outcome' | 'codes' | 'facts' | 'messageId'>;

const unmatched = (reason: string, evidence: EnvelopeRefused['evidence'] = {}): Verdict => ({
  outcome: 'unmatched',
  codes: [],
  facts: { reason, ...evidence },
});

export function createSignals({ database, exchange, findTerms, log, ...signers }: SignalParts): Signals {
  async function judge(arrived: Arrived): Promise<Verdict> {
    const { read } = arrived;
    const about = asUuid(read.acknowledgment?.refToMessageId ?? read.header?.refToMessageId);
    const outgoing = about === undefined ? undefined : await findOutgoing(database, about);
    const fromHerId = read.header?.from?.herId;
    if (!outgoing?.fromHerId || !fromHerId || outgoing.toHerId !== fromHerId)
      return unmatched(outgoing ? 'another-sender' : 'envelope-unknown');
    try {
      const at = timeOf(read.header?.timestamp) ?? arrived.taken.receivedAt;
      const terms = await findTerms({
        ...outgoing,
        ourHerId: outgoing.fromHerId,
        partnerHerId: fromHerId,
        direction: 'receive',
        at,
      });
      const signed = await checkSignature(arrived, terms, signers, at);
      return { ...(await takeIn(outgoing, signed.read)), facts: signed.facts };
    } catch (error) {
      // An ErrorList that nobody has signed right says nothing; the envelope is resent until its time is up.
      if (error instanceof EnvelopeRefused) return unmatched(error.reason, error.evidence);
      throw error;
    }
  }

  async function takeIn(outgoing: StoredOutgoing, read: EbxmlRead): Promise<Verdict> {
    const { severity, codes } = severityOf(read);
    if (outgoing.kind !== 'payload') {
      await closeOutgoing(database, outgoing.id);
      return { outcome: 'matched', codes };
    }
    const digests = digestsOf(read.acknowledgment?.digests ?? []);
    const acknowledgmentId = read.header?.messageId ?? '';
    return acknowledge(outgoing, { acknowledgmentId, digests, codes, ...(severity && { severity }) });
  }

  async function acknowledge(
    outgoing: StoredOutgoing,
    said: {
      acknowledgmentId: string;
      digests: readonly string[];
      severity?: 'warning' | 'error';
      codes: readonly string[];
    },
  ): Promise<Verdict> {
    const about = { transport: 'ebxml', envelopeId: outgoing.id, fromHerId: outgoing.toHerId ?? 0 };
    try {
      const matched: Matched = await exchange().acknowledge({ ...about, ...said });
      return { outcome: 'matched', codes: said.codes, facts: { matched } };
    } catch (error) {
      if (!isDomainError(error) || (error.kind !== 'not-found' && error.kind !== 'conflict')) throw error;
      log?.warn({ envelopeId: outgoing.id, code: error.code }, 'an ebXML signal does not match what was sent');
      return unmatched(error.code);
    }
  }

  return {
    async match(arrived) {
      return { was: factsOf(arrived.read), ...(await judge(arrived)) };
    },

    async matchFailure({ read }) {
      const was = factsOf(read);
      const bounce = readBounce(read.mail);
      const outgoing = await findByMailId(database, mailIdsOf(read, bounce?.messageIds ?? []));
      if (!outgoing) return { was, ...unmatched('mail-unknown') };
      if (mayStillSucceed(bounce, read.fault)) {
        const said = [bounce?.status ?? read.fault?.code ?? ''].filter(Boolean);
        return { was, outcome: 'bounce', codes: said, facts: { isUnderWay: true } };
      }
      const codes = [
        'DeliveryFailure',
        ...(bounce?.status ? [bounce.status] : []),
        ...(read.fault ? [read.fault.code] : []),
      ];
      if (outgoing.kind !== 'payload') {
        await closeOutgoing(database, outgoing.id);
        return { was, outcome: 'bounce', codes };
      }
      const acknowledgmentId = read.mail.messageId ?? '';
      const verdict = await acknowledge(outgoing, { acknowledgmentId, digests: [], severity: 'error', codes });
      return { was, ...verdict, outcome: verdict.outcome === 'matched' && bounce ? 'bounce' : verdict.outcome };
    },

    note: ({ read }) => ({ was: factsOf(read), outcome: 'logged' }),
  };
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ours are UUIDs; PostgreSQL would refuse to compare anything else. */
function asUuid(id: string | undefined): string | undefined {
  return id !== undefined && uuidForm.test(id) ? id.toLowerCase() : undefined;
}

/** Of an ErrorList: warnings count as an acknowledgment (HITS 1171 §8.4). An Acknowledgment has none. */
function severityOf({ errors }: EbxmlRead): { severity?: 'warning' | 'error'; codes: string[] } {
  if (!errors) return { codes: [] };
  const severity = errors.highestSeverity?.toLowerCase() === 'warning' ? 'warning' : 'error';
  return { severity, codes: errors.errors.map(({ code }) => code ?? 'Unknown') };
}

/** What a failure names: the mail that it answers, and the one inside a bounce. */
function mailIdsOf({ mail }: EbxmlRead, inside: readonly string[]): string[] {
  const headers = ['in-reply-to', 'references'].flatMap((name) => mail.headers.all(name));
  const named = headers.flatMap((value) => value.match(/<[^<>\s]+>|[^<>\s]+@[^<>\s]+/g) ?? []);
  return [...new Set([...inside, ...named].map(withoutBrackets))].slice(0, 50);
}

/**
 * A report may also say that a mail is late, or has arrived, and a Fault of class Server that the fault is not in the message
 * (SOAP 1.1 §4.4.1): only what has failed for good refuses anything, all else is sent again as it was agreed.
 */
function mayStillSucceed(bounce: Bounce | undefined, fault: EbxmlRead['fault']): boolean {
  if (!bounce) return fault?.code.startsWith('Server') === true;
  const { isDelay, recipients } = bounce;
  return (
    isDelay || (recipients.every(({ action }) => action !== undefined && action !== 'failed') && recipients.length > 0)
  );
}
