import { type AddressRegister, PartyNotActive, parseHerId, type Receiver } from '@samband/address-register';
import { isDomainError } from '@samband/errors';
import { v7 as uuidV7 } from 'uuid';
import { assertActsFor } from './acting-for.ts';
import { digestOf, packBody } from './body.ts';
import { findDocumentKey } from './document-key.ts';
import type { DocumentKind } from './document-kind.ts';
import { type CheckedDocument, checkAtDoor } from './door.ts';
import type { Entry } from './entry.ts';
import { DocumentRefused, FalseReunion, ReceiptIsFinal, ReceiversChanged } from './errors.ts';
import type { Proofs } from './event.ts';
import { keptWarnings } from './kept-findings.ts';
import type { Ledger } from './ledger.ts';
import { findMessage, type StoredMessage } from './message-store.ts';
import { findOriginal, isReceipt, matchProof } from './receipt.ts';
import { refusalOf } from './refusal.ts';
import type { Acceptance, Actor, Submission } from './submission.ts';

export type Accept = (submission: Submission) => Promise<Acceptance>;

/**
 * Takes documents in: door, parties, route, commit, and the answer only when everything is on disk.
 * Errors: those of the door and of the register (who is unknown or ended), NotYourParty, FalseReunion,
 * ReceiversChanged, OriginalUnknown, ReceiptIsFinal, WriteQueueFull, DatabaseUnavailable.
 */
export function createAccept(ledger: Ledger, register: AddressRegister, now: () => Date): Accept {
  return async (submission) => {
    const checked = await checkOrRecord(ledger, submission, now());
    await assertSpeaksFor(register, submission, checked);
    const entry = await route(ledger, register, submission, checked, now()).catch((refused) =>
      // Whoever missed the first answer must get it, also when the receiver would take in nothing any more.
      isConflict(refused) ? findAccepted(ledger, submission, checked, refused) : Promise.reject(refused),
    );
    if ('isDuplicate' in entry) return entry;

    const isNew = await ledger.commit(entry);
    if (isNew) return { messageId: entry.id, acceptedAt: entry.acceptedAt, isDuplicate: false };
    return answerAgain(ledger, entry, submission.submittedBy, now());
  };
}

/** What the transport and the register say, made into what is written. Errors: theirs, OriginalUnknown. */
async function route(
  ledger: Ledger,
  register: AddressRegister,
  submission: Submission,
  checked: CheckedDocument,
  acceptedAt: Date,
): Promise<Entry> {
  await submission.transportRule?.(checked.header);
  const original = isReceipt(checked.header) ? await findOriginal(ledger.messages, checked.header) : undefined;
  const receivers = await resolveParties(register, submission, original);
  const documentKindId = await ledger.documentKinds.idOf(documentKindOf(checked));
  return writeEntry(submission, checked, { receivers, original, documentKindId, acceptedAt });
}

function documentKindOf({ header, report }: CheckedDocument): DocumentKind {
  return {
    documentType: report.documentType ?? header.action,
    namespace: report.namespace ?? '',
    version: report.version ?? '',
  };
}

/** The first answer to the same document; without one, the refusal stands. Errors: ReceiversChanged, the refusal. */
async function findAccepted(
  ledger: Ledger,
  { bytes, senderHerId, receiverHerIds }: Submission,
  { header }: CheckedDocument,
  refused: unknown,
): Promise<Acceptance> {
  const known = await findDocumentKey(ledger.database, senderHerId, header.messageId);
  if (!known?.acceptedAt || !known.digest.equals(digestOf(bytes))) throw refused;
  await assertSameReceivers(ledger, known.messageId, receiverHerIds);
  return { messageId: known.messageId, acceptedAt: known.acceptedAt, isDuplicate: true };
}

function isConflict(error: unknown): boolean {
  return isDomainError(error) && error.kind === 'conflict';
}

/**
 * What passes the door, or the evidence of what does not: a refusal is answered when it is on disk, as an acceptance is.
 * Errors: those of the door, WriteQueueFull, DatabaseUnavailable.
 */
async function checkOrRecord(ledger: Ledger, submission: Submission, at: Date): Promise<CheckedDocument> {
  try {
    return checkAtDoor(submission, at);
  } catch (refused) {
    if (refused instanceof DocumentRefused) await ledger.refuse(refusalOf(submission, refused, at));
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

interface Route {
  readonly receivers: readonly Receiver[];
  readonly original: StoredMessage | undefined;
  readonly documentKindId: number;
  readonly acceptedAt: Date;
}

function writeEntry(
  submission: Submission,
  checked: CheckedDocument,
  { receivers, original, documentKindId, acceptedAt }: Route,
): Entry {
  const { header } = checked;
  const id = uuidV7();
  const digest = digestOf(submission.bytes);
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
    sizeBytes: submission.bytes.byteLength,
    body: packBody(submission.bytes),
    acceptedAt,
    acceptance: acceptanceProof(submission, checked),
    deliveries: receivers.map((receiver) => ({
      her_id: receiver.herId,
      organization_number: receiver.level1OrganizationNumber,
      route: routeProof(receiver),
    })),
    ...(original &&
      isReceipt(header) && {
        original: {
          messageId: original.id,
          proof: matchProof(header, original, { id, digest, clientId: submission.submittedBy.clientId }),
        },
      }),
  };
}

/** Why an entry was not new, said as the answer or the error that its sender must get. */
async function answerAgain(ledger: Ledger, entry: Entry, by: Actor, occurredAt: Date): Promise<Acceptance> {
  const known = await findDocumentKey(ledger.database, entry.senderHerId, entry.documentId);
  if (known?.digest.equals(entry.digest)) {
    await assertSameReceivers(
      ledger,
      known.messageId,
      entry.deliveries.map(({ her_id }) => her_id),
    );
    // With our own id it is our own commit, whose answer was lost on the way back from the database.
    const isDuplicate = known.messageId !== entry.id;
    return { messageId: known.messageId, acceptedAt: known.acceptedAt ?? entry.acceptedAt, isDuplicate };
  }
  if (!known) throw new ReceiptIsFinal(entry.original?.messageId ?? entry.id, entry.senderHerId);
  await ledger.record({
    messageId: known.messageId,
    kind: 'false-reunion-refused',
    occurredAt,
    proof: { clientId: by.clientId, digest: entry.digest.toString('hex') },
  });
  throw new FalseReunion(entry.documentId, known.messageId);
}

async function assertSameReceivers(ledger: Ledger, messageId: string, asked: readonly number[]): Promise<void> {
  const message = await findMessage(ledger.database, messageId);
  const added = message ? asked.filter((herId) => !message.receiverHerIds.includes(herId)) : [];
  if (added.length > 0) throw new ReceiversChanged(messageId, added);
}

/** Digest, size and organisation stand in the message: they are told with the event, and not stored twice. */
function acceptanceProof(
  submission: Submission,
  { report }: CheckedDocument,
): Omit<Proofs['accepted'], 'digest' | 'sizeBytes' | 'organizationNumber'> {
  const { submittedBy, sourceSystem } = submission;
  return {
    clientId: submittedBy.clientId,
    transport: submission.transport,
    ...(sourceSystem && { sourceSystem: sourceSystem.slice(0, 200) }),
    ...keptWarnings(report.findings),
  };
}

/** What the address register said of the receiver at that instant. */
function routeProof(receiver: Receiver): Proofs['delivered'] {
  return {
    transport: receiver.transport,
    name: receiver.name,
    organizationNumber: receiver.organizationNumber,
    registerVersion: receiver.version,
    servedFrom: receiver.servedFrom,
    asOf: receiver.asOf.toISOString(),
  };
}
