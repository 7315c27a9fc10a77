import { readCertificate } from '../trust/certificate.ts';
import { type ExpiryWarning, expiryWarnings } from '../trust/renewal.ts';
import type { KeptKey } from './kept-key.ts';
import { type KeyUse, usesOf } from './key-uses.ts';

/** A key in one of its uses. */
export interface ExpiringKey {
  readonly key: KeptKey;
  readonly use: KeyUse;
}

/**
 * Those keys that end soon and have no successor, the most urgent first. A successor is issued to the same subject, by its
 * whole name: an organisation may have one certificate for each of its units, and that of one does not help another.
 */
export function expiringKeys(keys: readonly KeptKey[], at: Date): ExpiryWarning<ExpiringKey>[] {
  const subjectOf = ({ certificate }: KeptKey) => readCertificate(certificate).subject.text;
  return [...Map.groupBy(keys, subjectOf).values()]
    .flatMap((ofSubject) => expiryWarnings(ofSubject.flatMap(inItsUses), at))
    .sort((one, other) => one.leftMs - other.leftMs);
}

const inItsUses = (key: KeptKey) =>
  usesOf(key.certificate).map((use) => ({ key, use, validFrom: key.from, validTo: key.until }));
