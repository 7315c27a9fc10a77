import type { Db } from '@samband/db';
import { refuseOtherOrganizations } from '../editing-rights.ts';
import { CommunicationPartyInvalid, CommunicationPartyNotFound, ProcessRefused } from '../errors.ts';
import type { HerId } from '../her-id.ts';
import type { ChangedBy } from '../party-input.ts';
import { readParties } from '../party-reader.ts';
import { certificatesAt } from '../party-record.ts';
import { keepProfile } from './keep-agreements.ts';
import { makeProfile } from './make-profile.ts';
import { isSameName, processId } from './party-info.ts';
import { catalogueRoles, findCatalogueRole, type ProcessKey } from './process-catalogue.ts';
import { readProcesses, storeProcesses } from './process-store.ts';

export const PROCESSES_MAX = 500;

/**
 * Makes what a party supports what `wanted` makes of it, in a transaction that holds the lock. Throws `ProcessRefused`
 * for what is new and not in the catalogue, or what the party lacks a certificate or a channel for;
 * `NotYourOrganization`, `CommunicationPartyNotFound`.
 */
export async function changeProcesses(
  tx: Db,
  herId: HerId,
  wanted: (held: readonly ProcessKey[]) => readonly ProcessKey[],
  by: ChangedBy,
  now: Date,
): Promise<void> {
  const [record] = await readParties(tx, [herId], { since: now, isDetailed: true });
  if (!record) throw new CommunicationPartyNotFound(herId);
  refuseOtherOrganizations(record, by);
  const held = await readProcesses(tx, herId);
  const asked = wanted(held);
  if (asked.length > PROCESSES_MAX)
    throw new CommunicationPartyInvalid([{ field: 'processes', message: `at most ${PROCESSES_MAX}` }]);
  const uses = new Set(certificatesAt(record, now).map(({ use }) => use));
  const keys = asked.map((key) => {
    if (held.some((each) => isSameProcess(each, key))) return { ...key, uuid: processId(key.uuid) };
    const role = findCatalogueRole(key);
    if (!role) throw new ProcessRefused(whatIsUnknown(key), key);
    if (!uses.has('signing') || !uses.has('encryption')) throw new ProcessRefused('certificate-missing', key);
    if (makeProfile(record, [key], now).roles.length === 0) throw new ProcessRefused('channel-missing', key);
    return { uuid: role.uuid, version: role.version, role: role.role };
  });
  await storeProcesses(tx, herId, distinct(keys), now);
  await keepProfile(tx, herId, { clientId: by.clientId, now });
}

export const isSameProcess = (one: ProcessKey, other: ProcessKey): boolean =>
  processId(one.uuid) === processId(other.uuid) && one.version === other.version && isSameName(one.role, other.role);

function whatIsUnknown({ uuid, version }: ProcessKey) {
  const ofProcess = catalogueRoles().filter((each) => each.uuid === processId(uuid));
  if (ofProcess.length === 0) return 'process-unknown';
  return ofProcess.some((each) => each.version === version) ? 'role-unknown' : 'version-unknown';
}

const distinct = (keys: readonly ProcessKey[]): ProcessKey[] => [
  ...new Map(keys.map((key) => [`${key.uuid} ${key.version} ${key.role}`, key])).values(),
];
