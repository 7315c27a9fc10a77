import { X509Certificate } from 'node:crypto';
import { CertificateUnreadable } from './errors.ts';
import type { Validity } from './validity.ts';

export type CertificateUse = 'signing' | 'encryption';

/** What the register reads from a certificate; the rest stays in the DER value. */
export interface CertificateFacts extends Validity {
  /** SHA-1 over the DER, upper-case hex: how the national register and the CPAs name certificates. A name, not a proof. */
  readonly thumbprint: string;
  readonly validTo: Date;
  readonly subjectOrganizationNumber?: string;
  readonly der: Uint8Array;
}

/** A certificate as a party holds it: for one use, until it expires or is withdrawn. */
export interface PartyCertificate extends Validity {
  readonly use: CertificateUse;
  readonly thumbprint: string;
  /** When it stops being used here: its own expiry, or earlier when it was withdrawn. */
  readonly validTo: Date;
  readonly subjectOrganizationNumber?: string;
  /** DER as base64. Absent where a caller asked for facts only. */
  readonly value?: string;
}

const VALUE_LENGTH_MAX = 20_000;

/** Reads one X.509 certificate given as base64 DER (as in the national register) or PEM. */
export function readCertificate(value: string): CertificateFacts {
  try {
    if (value.length > VALUE_LENGTH_MAX) throw new Error(`longer than ${VALUE_LENGTH_MAX} characters`);
    return factsOf(new X509Certificate(value.includes('-----BEGIN') ? value : derFrom(value)));
  } catch (cause) {
    throw new CertificateUnreadable(cause);
  }
}

function derFrom(base64: string): Buffer {
  const compact = base64.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw new Error('not base64');
  return Buffer.from(compact, 'base64');
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  const subjectOrganizationNumber = organizationNumberOf(certificate);
  return {
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    der: certificate.raw,
    ...(subjectOrganizationNumber !== undefined && { subjectOrganizationNumber }),
  };
}

/**
 * The organisation the certificate was issued to: organizationIdentifier `NTRNO-<number>` (2.5.4.97, newer enterprise
 * certificates) or serialNumber (2.5.4.5, older). Read from OpenSSL's parsed name, never from the text of `subject`:
 * a common name can hold a line break and forge a field there.
 */
function organizationNumberOf(certificate: X509Certificate): string | undefined {
  const subject = certificate.toLegacyObject().subject as unknown as Record<string, string | string[] | undefined>;
  const identifiers = [subject['organizationIdentifier']].flat();
  const newer = identifiers.map((text) => /^NTRNO-([0-9]{9})$/.exec(text ?? '')?.[1]).find(Boolean);
  const older = [subject['serialNumber']].flat().find((text) => /^[0-9]{9}$/.test(text ?? ''));
  return newer ?? older;
}
