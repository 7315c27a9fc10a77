import type { Db } from '@samband/db';
import { refuseImport } from '../editing-rights.ts';
import { AgreementUnreadable } from '../errors.ts';
import { HER_ID_MAX } from '../her-id.ts';
import type { ChangedBy } from '../party-input.ts';
import { endAgreement, insertAgreement, pairOf, readAgreementById, recordAgreementEvent } from './agreement-store.ts';
import type { AgreementContent } from './party-info.ts';

/**
 * Takes an agreement that somebody else made, in a transaction that holds the lock. One with the same id is superseded:
 * partners send theirs again under its old id when they change it. Throws `NotYourOrganization`, `AgreementUnreadable`.
 */
export async function importAgreement(
  tx: Db,
  { content, document }: { content: AgreementContent; document: Uint8Array },
  by: ChangedBy,
  now: Date,
): Promise<void> {
  refuseImport(by);
  const { low, high } = pairOf(content.parties[0].herId, content.parties[1].herId);
  if (low < 1 || high > HER_ID_MAX || low === high) throw new AgreementUnreadable('An agreement is of two HER-ids');
  const before = await readAgreementById(tx, content.cpaId);
  if (before && before.origin === 'generated')
    throw new AgreementUnreadable('This register has made the agreement with this id itself');
  if (before && !before.supersededAt) await endAgreement(tx, before.id, 'superseded', now);
  await insertAgreement(tx, { ...content, origin: 'imported', document }, now);
  const subject = { herId: low, otherHerId: high, subjectId: content.cpaId };
  const changes = { origin: 'imported', ...(before && { supersedes: before.cpaId }) };
  await recordAgreementEvent(tx, { kind: 'CpaCreated', ...subject, clientId: by.clientId, changes }, now);
}
