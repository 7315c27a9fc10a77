import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import type { Exchange } from '@samband/exchange';
import { readMessage } from '@samband/mail';
import { agree } from './agree.ts';
import { answerQuestion } from './answer-question.ts';
import type { Answers } from './answers.ts';
import type { Arrived } from './arrived.ts';
import { checkInnerSignature } from './check-inner-signature.ts';
import { checkSignature, type SignatureTrust, type Signed } from './check-signature.ts';
import { refuseDocument } from './document-refusal.ts';
import { checkNotExpired, type Envelope, envelopeOf, factsOf, keyOf, onlyDocument } from './envelope.ts';
import { createFinishReceived, type Finish, findEnvelope, type KnownEnvelope } from './finish-received.ts';
import type { HandlerKeys } from './handler-keys.ts';
import { readEnvelope } from './messages/read-envelope.ts';
import { openPayload } from './open-payload.ts';
import type { Taken } from './received-store.ts';
import type { Work } from './receiving.ts';
import { EnvelopeRefused } from './refused.ts';
import type { Rulebook } from './rulebook.ts';
import type { Signals } from './signals.ts';
import type { FindTerms } from './terms.ts';

export interface InboundParts {
  readonly database: Database;
  readonly register: AddressRegister;
  readonly exchange: () => Pick<Exchange, 'accept'>;
  readonly findTerms: FindTerms;
  readonly keys: HandlerKeys;
  readonly trust: SignatureTrust;
  /** The national rules: what is broken is counted, and says how we react to what cannot be read. */
  readonly rulebook: Rulebook;
  /** Makes what we say of a message. */
  readonly answers: Answers;
  /** Takes in what partners say of ours. */
  readonly signals: Signals;
  readonly now: () => Date;
}

/** As often as another may win the key before us; each time we look at it again. */
const roundsMax = 3;

/**
 * From bytes to what became of them, top to bottom in the order of the steps: envelope, party, agreement, signature,
 * decryption, decompression, inner signature, the exchange, and the signed word that it is here. What throws is worked on
 * again later; what is wrong with the message ends here, as an answer.
 */
export function createInbound(parts: InboundParts): Work {
  const { database, exchange, answers, signals, rulebook, now } = parts;
  const finishReceived = createFinishReceived(database);

  async function work(taken: Taken, bytes: Buffer): Promise<void> {
    const arrived: Arrived = { taken, read: readEnvelope(readMessage(bytes)), found: {} };
    for (let round = 1; round <= roundsMax; round++) {
      if (await finishReceived(taken, await handle(arrived), now())) return rulebook.count(arrived);
    }
  }

  async function handle(arrived: Arrived): Promise<Finish> {
    switch (arrived.read.kind) {
      case 'payload':
        return refusing(arrived, takeDocument);
      case 'ping':
      case 'status-request':
        return refusing(arrived, (each) => answerQuestion(each, parts));
      case 'acknowledgment':
      case 'message-error':
        return signals.match(arrived);
      case 'pong':
      case 'status-response':
        return signals.note(arrived);
      case 'soap-fault':
      case 'bounce':
        return signals.matchFailure(arrived);
      case 'unreadable':
        return refuseUnread(arrived);
    }
  }

  async function takeDocument(arrived: Arrived): Promise<Finish> {
    const claimed = envelopeOf(arrived.read);
    checkNotExpired(claimed, arrived.taken.receivedAt);
    const agreed = await agree(claimed, parts);
    const signed = await checkSignature(arrived, agreed.terms, parts, claimed.sentAt);
    const envelope = envelopeOf(signed.read);
    checkSame(claimed, envelope);

    const key = keyOf(envelope, signed);
    const known = await findEnvelope(database, key);
    if (known) return answerAgain(arrived, signed, known);
    const reaction = await rulebook.reactionTo(arrived);
    if (reaction.kind === 'error-list' && reaction.severity === 'Error') return refuseByRules(arrived, reaction.errors);

    const { contentId, bytes } = onlyDocument(signed.read);
    const keys = await parts.keys.decryptionKeysOf(envelope.toHerId, envelope.sentAt);
    const { document, ...form } = await openPayload(bytes, keys, `cid:${contentId}`);
    const facts = { ...signed.facts, form, inner: checkInnerSignature(document, agreed.terms) };
    const base = { was: factsOf(signed.read), key, facts };
    const acknowledgment = async () =>
      reaction.kind === 'error-list'
        ? answers.warn(arrived, agreed, reaction.errors)
        : answers.acknowledge(arrived, agreed);
    try {
      const { messageId } = await exchange().accept({
        // Given away: what a negative receipt would need is the same bytes again.
        bytes: Uint8Array.from(document),
        senderHerId: envelope.fromHerId,
        receiverHerIds: [envelope.toHerId],
        transport: 'ebxml',
        envelopeId: envelope.envelopeId,
        submittedBy: { clientId: 'ebxml', organizationNumber: agreed.from.level1OrganizationNumber },
        ...(envelope.software && { sourceSystem: envelope.software }),
      });
      return { ...base, outcome: 'accepted', messageId, answers: await acknowledgment() };
    } catch (refused) {
      const refusal = refuseDocument(refused, document, envelope.toHerId, now());
      if (!refusal) throw refused;
      const receipt = refusal.receipt && (await answers.answerWithReceipt(arrived, envelope, agreed, refusal.receipt));
      if (!receipt)
        throw new EnvelopeRefused('DeliveryFailure', 'The document cannot be read', { location: `cid:${contentId}` });
      return {
        ...base,
        outcome: 'document-refused',
        codes: refusal.codes,
        answers: [...(await acknowledgment()), receipt],
      };
    }
  }

  /** The same again gets the same signal; something else under its ids is refused and told of (HITS 1172 §5.8.2). */
  async function answerAgain(arrived: Arrived, signed: Signed, known: KnownEnvelope): Promise<Finish> {
    const was = factsOf(signed.read);
    const facts = { ...signed.facts, firstId: known.receivedId };
    if (known.digests.join() === signed.digests.join()) {
      const againId = known.answerId ?? undefined;
      return { was, outcome: 'duplicate', facts, messageId: known.messageId ?? undefined, againId };
    }
    rulebook.falseReunion(arrived, known.receivedId);
    const { errors } = new EnvelopeRefused('Inconsistent', 'Another message has had this MessageId');
    return {
      was,
      outcome: 'false-reunion',
      codes: ['Inconsistent'],
      facts,
      answers: await answers.refuse(arrived, errors),
    };
  }

  /** A message that is wrong is answered with an ErrorList to the party's registered address, where one can be made. */
  async function refusing(arrived: Arrived, step: (arrived: Arrived) => Promise<Finish>): Promise<Finish> {
    try {
      return await step(arrived);
    } catch (error) {
      if (!(error instanceof EnvelopeRefused)) throw error;
      return refuseByRules(arrived, error.errors, { reason: error.reason, ...error.evidence });
    }
  }

  async function refuseByRules(
    arrived: Arrived,
    errors: EnvelopeRefused['errors'],
    facts: Finish['facts'] = {},
  ): Promise<Finish> {
    const answer = await answers.refuse(arrived, errors);
    const outcome = answer.length > 0 ? 'refused' : 'logged';
    const codes = errors.map(({ code }) => code);
    return { was: factsOf(arrived.read), outcome, codes, facts, answers: answer };
  }

  /** The ladder for what cannot be read (HITS 1172 §5.5): kept only, a SOAP Fault, an ErrorList. */
  async function refuseUnread(arrived: Arrived): Promise<Finish> {
    const reaction = await rulebook.reactionTo(arrived);
    if (reaction.kind === 'error-list')
      return refuseByRules(arrived, reaction.errors, { reason: arrived.read.problem?.code });
    const answer = reaction.kind === 'soap-fault' ? await answers.fault(arrived, reaction.code, reaction.text) : [];
    const outcome = answer.length > 0 ? 'fault' : 'logged';
    return { was: factsOf(arrived.read), outcome, facts: { problem: arrived.read.problem?.code }, answers: answer };
  }

  return work;
}

/** What was acted on before the signature was checked must be what is under it. Errors: EnvelopeRefused. */
function checkSame(claimed: Envelope, signed: Envelope): void {
  if (JSON.stringify(claimed) === JSON.stringify(signed)) return;
  throw new EnvelopeRefused('SecurityFailure', 'The signature is not right', { reason: 'header-not-signed' });
}
