import { type CertificateFacts, type CertificateUse, type PartyCertificate, readCertificate } from './certificate.ts';
import { CommunicationPartyInvalid } from './errors.ts';
import type { CertificateInput } from './party-input.ts';

export const CERTIFICATES_MAX = 50;

export interface CertificatePlan {
  readonly register: readonly { readonly use: CertificateUse; readonly facts: CertificateFacts }[];
  readonly withdraw: readonly { readonly use: CertificateUse; readonly thumbprint: string }[];
}

/** Adds certificates to those a party has: the way to begin an overlap. One that is in use already is not added. */
export function planAddition(stored: readonly PartyCertificate[], input: readonly CertificateInput[], now: Date) {
  if (input.length > CERTIFICATES_MAX) {
    throw new CommunicationPartyInvalid([{ field: 'certificates', message: `at most ${CERTIFICATES_MAX}` }]);
  }
  const read = input.map(({ use, value }) => ({ use, facts: readCertificate(value) }));
  const isInUse = (use: CertificateUse, thumbprint: string) =>
    stored.some((held) => held.use === use && held.thumbprint === thumbprint && held.validTo > now);
  return { register: read.filter(({ use, facts }) => !isInUse(use, facts.thumbprint)), withdraw: [] };
}

/** Makes a set of certificates the ones in use: those not listed are withdrawn now; expired ones stay as history. */
export function planCertificates(
  stored: readonly PartyCertificate[],
  input: readonly CertificateInput[],
  now: Date,
): CertificatePlan {
  const { register } = planAddition(stored, input, now);
  const wanted = new Set(input.map(({ use, value }) => `${use} ${readCertificate(value).thumbprint}`));
  const withdraw = stored.filter(
    ({ use, thumbprint, validTo }) => validTo > now && !wanted.has(`${use} ${thumbprint}`),
  );
  return { register, withdraw: withdraw.map(({ use, thumbprint }) => ({ use, thumbprint })) };
}
