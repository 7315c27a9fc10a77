import type { KeptKey, NewKey } from '@samband/crypto';
import type { Colours } from '../shell.ts';
import { daysText, daysUntil } from './certificate-expiry.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';
import { localMinute } from './time.ts';

/** A key as its certificate tells of it; the private half is never shown. */
export interface KeyFacts {
  readonly thumbprint: string;
  readonly subject: string;
  readonly organizationNumber?: string;
  readonly serialNumber: string;
  readonly validUntil: string;
  readonly daysLeft: number;
  readonly uses: readonly string[];
  /** How soon a successor is needed; absent where it is not, or is there. */
  readonly urgency?: string;
}

/** What there is to say of keys, those that end first at the top. */
export async function keyFacts(keys: readonly (KeptKey | NewKey)[], at: Date): Promise<KeyFacts[]> {
  const { expiringKeys, readCertificate, usesOf } = await import('@samband/crypto');
  const periods = keys.map((key) => {
    const { notBefore, notAfter } = readCertificate(key.certificate);
    return { ...key, from: key.from ?? notBefore, until: key.until ?? notAfter };
  });
  const urgencies = new Map(
    expiringKeys(periods, at).map(({ certificate: { key }, urgency }) => [key.certificate, urgency]),
  );
  const facts = periods.map(({ certificate, until }) => {
    const { thumbprint, subject, organizationNumber, serialNumber } = readCertificate(certificate);
    const urgency = urgencies.get(certificate);
    return {
      ...{ thumbprint, subject: subject.text, serialNumber, uses: usesOf(certificate) },
      ...(organizationNumber !== undefined && { organizationNumber }),
      ...{ validUntil: until.toISOString(), daysLeft: daysUntil(until, at) },
      ...(urgency !== undefined && { urgency }),
    };
  });
  return facts.sort((one, other) => one.validUntil.localeCompare(other.validUntil));
}

export function keyTable(colours: Colours, keys: readonly KeyFacts[]): string {
  const rows = keys.map((key) => {
    const left = daysText(key.daysLeft);
    const isPressing = key.urgency === 'publish' || key.urgency === 'expired';
    const colour = isPressing ? colours.red : key.urgency ? colours.yellow : String;
    return [
      key.organizationNumber ?? '-',
      key.uses.join(', '),
      localMinute(new Date(key.validUntil)),
      colour(key.urgency ? `${left}, no successor` : left),
      key.serialNumber,
      key.thumbprint,
      plain(key.subject),
    ];
  });
  const headings = ['Organisation', 'Use', 'Valid until', 'Left', 'Serial number', 'Thumbprint', 'Subject'];
  return table(colours, headings, rows);
}
