import { type AddressRegister, parseHerId, type Receiver } from '@samband/address-register';
import { v7 as uuidV7 } from 'uuid';
import { assertActsFor } from './acting-for.ts';
import { digestOf, packBody } from './body.ts';
import type { Entry } from './commit.ts';
import { type CheckedDocument, checkAtDoor } from './door.ts';
import { FalseReunion, ReceiptIsFinal } from './errors.ts';
import type { Proofs } from './event.ts';
import type { Ledger } from './ledger.ts';
import { findDocumentKey } from './message-store.ts';
import { findOriginal, isReceipt, matchProof } from './receipt.ts';
import type { Acceptance, Actor, Submission } from './submission.ts';

export type Accept = (submission: Submission) => Promise<Acceptance>;

/**
 * Takes documents in: door, parties, route, commit, and the answer only when everything is on disk.
 * Errors: those of the door and of the register (who is unknown or ended), NotYourParty, FalseReunion,
 * OriginalUnknown, ReceiptIsFinal, WriteQueueFull, DatabaseUnavailable.
 */
export function createAccept(ledger: Ledger, register: AddressRegister, now: () => Date): Accept {
  return async (submission) => {
    const checked = checkAtDoor(submission);
    await submission.transportRule?.(checked.header);
    await assertActsFor(register, submission.submittedBy, [submission.senderHerId]);
    const receivers = await register.resolveReceivers(submission.receiverHerIds.map((herId) => parseHerId(herId)));

    const entry = await writeEntry(ledger, submission, checked, receivers, now());
    const isNew = await ledger.commit(entry);

    if (isNew) return { messageId: entry.id, acceptedAt: entry.acceptedAt, isDuplicate: false };
    return answerAgain(ledger, entry, submission.submittedBy, now());
  };
}

async function writeEntry(
  ledger: Ledger,
  submission: Submission,
  checked: CheckedDocument,
  receivers: readonly Receiver[],
  acceptedAt: Date,
): Promise<Entry> {
  const { header, report } = checked;
  const id = uuidV7();
  const digest = digestOf(submission.bytes);
  return {
    id,
    kind: header.kind,
    documentId: header.messageId,
    senderHerId: submission.senderHerId,
    senderOrganizationNumber: submission.submittedBy.organizationNumber,
    messageType: header.action,
    documentType: report.documentType ?? header.action,
    namespace: report.namespace ?? '',
    version: report.version ?? '',
    generatedAt: header.generatedAt.instant,
    generatedText: header.generatedAt.text,
    conversationId: header.conversation?.refToConversation,
    parentId: header.conversation?.refToParent,
    digest,
    sizeBytes: submission.bytes.byteLength,
    body: packBody(submission.bytes),
    acceptedAt,
    acceptance: acceptanceProof(submission, checked, digest),
    deliveries: receivers.map((receiver) => ({
      her_id: receiver.herId,
      organization_number: receiver.level1OrganizationNumber,
      route: routeProof(receiver),
    })),
    ...(await answeredOriginal(ledger, checked, { id, digest, clientId: submission.submittedBy.clientId })),
  };
}

/** For a receipt: what it answers, and the proof that it does. */
async function answeredOriginal(
  ledger: Ledger,
  { header }: CheckedDocument,
  receipt: { id: string; digest: Buffer; clientId: string },
): Promise<Pick<Entry, 'original'>> {
  if (!isReceipt(header)) return {};
  const original = await findOriginal(ledger.database, header);
  return { original: { messageId: original.id, proof: matchProof(header, original, receipt) } };
}

/** Why an entry was not new, said as the answer or the error that its sender must get. */
async function answerAgain(ledger: Ledger, entry: Entry, by: Actor, occurredAt: Date): Promise<Acceptance> {
  const known = await findDocumentKey(ledger.database, entry.senderHerId, entry.documentId);
  if (known?.digest.equals(entry.digest)) {
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

function acceptanceProof(submission: Submission, { report }: CheckedDocument, digest: Buffer): Proofs['accepted'] {
  const { submittedBy, sourceSystem } = submission;
  return {
    digest: digest.toString('hex'),
    sizeBytes: submission.bytes.byteLength,
    clientId: submittedBy.clientId,
    organizationNumber: submittedBy.organizationNumber,
    transport: submission.transport,
    ...(sourceSystem && { sourceSystem: sourceSystem.slice(0, 200) }),
    warnings: report.findings
      .filter((finding) => finding.severity === 'warning')
      .map(({ rule, path, message }) => ({ rule, path, message })),
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
