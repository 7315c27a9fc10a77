import { addressesAt } from '../inheritance.ts';
import { certificatesAt, type PartyRecord } from '../party-record.ts';
import type { CertificateValues } from './certificate-values.ts';
import {
  type AgreementTerms,
  NATIONAL_DEFAULTS,
  pairName,
  type TermsCertificate,
  type TermsEndpoint,
  type TermsQuery,
} from './terms.ts';

/** How long a certificate that was replaced is still taken from its holder (facts of the national CPPA service: 84 h). */
export const OVERLAP_MS = 84 * 3_600_000;

/** What two parties without an agreement about it go by: the register's own data, and the national defaults. */
export async function registerTerms(
  partner: PartyRecord,
  { from, to, at }: TermsQuery,
  values: CertificateValues,
): Promise<AgreementTerms> {
  const [encryption] = certificatesAt(partner, at).filter(({ use }) => use === 'encryption');
  const [encryptionCertificate] = encryption ? await values.get([encryption.thumbprint]) : [];
  return {
    cpaId: pairName(from, to),
    basis: 'register',
    partner: partner.own.herId,
    endpoints: endpointsAt(partner, at),
    signingCertificates: await signingCertificatesAt(partner, at, values),
    ...(encryptionCertificate && { encryptionCertificate }),
    ...NATIONAL_DEFAULTS,
  };
}

/** Mail first: it is what every party with an EDI address has. */
export function endpointsAt({ own, parent }: PartyRecord, at: Date): TermsEndpoint[] {
  const addresses = addressesAt(own.electronicAddresses, parent?.electronicAddresses ?? [], at);
  const addressOf = (type: string) => addresses.find((address) => address.type === type)?.value;
  const [mail, queue] = [addressOf('E_EDI'), addressOf('E_SB_ASYNC')];
  return [
    ...(mail ? [{ transport: 'smtp' as const, uri: `mailto:${mail}` }] : []),
    ...(queue ? [{ transport: 'amqp' as const, uri: queue }] : []),
  ];
}

/**
 * Those in use at an instant, and those that were until 84 hours before it and have not expired by themselves: messages
 * that were signed before a change are still under way, and the partner's own copies of the register may be a day old.
 */
export async function signingCertificatesAt(
  record: PartyRecord,
  at: Date,
  values: CertificateValues,
): Promise<TermsCertificate[]> {
  const inUse = signing(record, at);
  const all = [...record.own.certificates, ...(record.parent?.certificates ?? [])];
  const since = new Date(at.getTime() - OVERLAP_MS);
  const ended = all.filter(({ validTo, validFrom }) => validTo > since && validTo <= at && validFrom <= at);
  // Whether it counted for this party right before it ended: a unit with one of its own does not sign with its organisation's.
  const lately = ended.flatMap(({ validTo, thumbprint }) =>
    signing(record, new Date(validTo.getTime() - 1)).filter((each) => each === thumbprint),
  );
  const found = await values.get([...inUse, ...lately]);
  return found.filter(({ validFrom, validTo }) => validFrom <= at && at < validTo);
}

const signing = (record: PartyRecord, at: Date): string[] =>
  certificatesAt(record, at)
    .filter(({ use }) => use === 'signing')
    .map(({ thumbprint }) => thumbprint);
