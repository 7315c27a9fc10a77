import { type AddressRegister, PartyNotActive, parseHerId, type Receiver } from '@samband/address-register';
import { isDomainError } from '@samband/errors';
import { assertActsFor } from './acting-for.ts';
import { answerAgain, findAccepted } from './came-before.ts';
import type { Deadlines } from './deadlines.ts';
import type { DocumentKind } from './document-kind.ts';
import type { DocumentWork } from './document-work.ts';
import { type CheckedDocument, checkAtDoor, checkSize } from './door.ts';
import type { Entry } from './entry.ts';
import { DocumentRefused } from './errors.ts';
import type { Proofs } from './event.ts';
import { keptWarnings } from './kept-findings.ts';
import type { Ledger } from './ledger.ts';
import type { StoredMessage } from './message-store.ts';
import { newId } from './new-id.ts';
import { findOriginal, isReceipt, matchProof } from './receipt.ts';
import { refusalOf } from './refusal.ts';
import { deliveryTo, type TransportFor } from './route.ts';
import type { Acceptance, Submission } from './submission.ts';

export type Accept = (submission: Submission) => Promise<Acceptance>;

/**
 * Takes documents in: door, parties, route, commit, and the answer only when everything is on disk.
 * Errors: those of the door and of the register (who is unknown or ended), NotYourParty, FalseReunion,
 * ReceiversChanged, OriginalUnknown, ReceiptIsFinal, WriteQueueFull, DatabaseUnavailable.
 */
export function createAccept(
  ledger: Ledger,
  register: AddressRegister,
  work: DocumentWork,
  now: () => Date,
  deadlines: Deadlines,
  transportFor: TransportFor,
): Accept {
  return async (submission) => {
    const checked = await checkOrRecord(ledger, work, submission, now());
    await assertSpeaksFor(register, submission, checked);
    const acceptedAt = now();
    const times = { acceptedAt, giveUpAt: deadlines.transportDueAt(acceptedAt), transportFor };
    const entry = await route(ledger, register, submission, checked, times).catch((refused) =>
      // Whoever missed the first answer must get it, also when the receiver would take in nothing any more.
      isConflict(refused) ? findAccepted(ledger, submission, checked, refused) : Promise.reject(refused),
    );
    if ('isDuplicate' in entry) return entry;

    const isNew = await ledger.commit(entry);
    if (isNew) return { messageId: entry.id, acceptedAt: entry.acceptedAt, isDuplicate: false };
    return answerAgain(ledger, entry, submission, now());
  };
}

interface Times {
  readonly acceptedAt: Date;
  /** Until when a transport may go on trying. */
  readonly giveUpAt: Date;
  readonly transportFor: TransportFor;
}

/** What the transport and the register say, made into what is written. Errors: theirs, OriginalUnknown. */
async function route(
  ledger: Ledger,
  register: AddressRegister,
  submission: Submission,
  checked: CheckedDocument,
  times: Times,
): Promise<Entry> {
  await submission.transportRule?.(checked.header);
  const original = isReceipt(checked.header) ? await findOriginal(ledger.messages, checked.header) : undefined;
  const receivers = await resolveParties(register, submission, original);
  const documentKindId = await ledger.documentKinds.idOf(documentKindOf(checked));
  return writeEntry(submission, checked, { ...times, receivers, original, documentKindId });
}

function documentKindOf({ header, report }: CheckedDocument): DocumentKind {
  return {
    documentType: report.documentType ?? header.action,
    namespace: report.namespace ?? '',
    version: report.version ?? '',
  };
}

function isConflict(error: unknown): boolean {
  return isDomainError(error) && error.kind === 'conflict';
}

/**
 * What passes the door, or the evidence of what does not: a refusal is answered when it is on disk, as an acceptance is.
 * Errors: those of the door, WriteQueueFull, DatabaseUnavailable.
 */
async function checkOrRecord(
  ledger: Ledger,
  work: DocumentWork,
  submission: Submission,
  at: Date,
): Promise<CheckedDocument> {
  checkSize(submission);
  const examined = await work.examine(submission.bytes, at);
  try {
    return checkAtDoor(submission, examined);
  } catch (refused) {
    if (refused instanceof DocumentRefused) await ledger.refuse(refusalOf(submission, examined, refused, at));
    throw refused;
  }
}

/**
 * The client acts for the sender, and the organisation that the document puts above it is the sender's own, or one more
 * of the client's: a unit of one's own in the name of somebody else's organisation would look like that organisation to
 * the receiver. In a receipt that name is what the original’s sender wrote.
 * Errors: NotYourParty, CommunicationPartyNotFound.
 */
async function assertSpeaksFor(
  register: AddressRegister,
  { submittedBy, senderHerId }: Submission,
  { header }: CheckedDocument,
): Promise<void> {
  const [sender] = await assertActsFor(register, submittedBy, [senderHerId]);
  const above = header.kind === 'document' ? header.sender.level1?.herId : undefined;
  const isOwn = above === undefined || above === sender?.herId || above === sender?.parentHerId;
  if (!isOwn) await assertActsFor(register, submittedBy, [above]);
}

/**
 * The receivers as the register has them now; the sender must be in use as well. A receipt answers what was sent while
 * both were: if one has ended since, the register is asked about the instant at which the original was accepted.
 * Errors: CommunicationPartyNotFound, PartyNotActive.
 */
async function resolveParties(
  register: AddressRegister,
  { senderHerId, receiverHerIds }: Submission,
  original: StoredMessage | undefined,
): Promise<Receiver[]> {
  const asked = [senderHerId, ...receiverHerIds].map((herId) => parseHerId(herId));
  try {
    return (await register.resolveReceivers(asked)).slice(1);
  } catch (error) {
    if (!original || !(error instanceof PartyNotActive)) throw error;
    return (await register.resolveReceivers(asked, original.acceptedAt)).slice(1);
  }
}

interface Routed extends Times {
  readonly receivers: readonly Receiver[];
  readonly original: StoredMessage | undefined;
  readonly documentKindId: number;
}

function writeEntry(
  submission: Submission,
  checked: CheckedDocument,
  { receivers, original, documentKindId, acceptedAt, giveUpAt, transportFor }: Routed,
): Entry {
  const { header, digest } = checked;
  const id = newId();
  return {
    id,
    documentId: header.messageId,
    senderHerId: submission.senderHerId,
    senderOrganizationNumber: submission.submittedBy.organizationNumber,
    messageType: header.action,
    documentKindId,
    generatedAt: header.generatedAt.instant,
    generatedText: header.generatedAt.text,
    conversationId: header.conversation?.refToConversation,
    parentId: header.conversation?.refToParent,
    digest,
    sizeBytes: checked.sizeBytes,
    body: checked.pack(),
    acceptedAt,
    acceptance: acceptanceProof(submission, checked),
    deliveries: receivers.map((receiver) => deliveryTo(receiver, transportFor(receiver), giveUpAt)),
    ...(original &&
      isReceipt(header) && {
        original: {
          messageId: original.id,
          proof: matchProof(header, original, { id, digest, clientId: submission.submittedBy.clientId }),
        },
      }),
  };
}

/** Digest, size and organisation stand in the message: they are told with the event, and not stored twice. */
function acceptanceProof(
  submission: Submission,
  { report }: CheckedDocument,
): Omit<Proofs['accepted'], 'digest' | 'sizeBytes' | 'organizationNumber'> {
  const { submittedBy, sourceSystem, envelopeId, envelopeWishes } = submission;
  return {
    clientId: submittedBy.clientId,
    transport: submission.transport,
    ...(envelopeId && { envelopeId: envelopeId.slice(0, 200) }),
    ...(sourceSystem && { sourceSystem: sourceSystem.slice(0, 200) }),
    ...(envelopeWishes && { envelopeWishes }),
    ...keptWarnings(report.findings),
  };
}
