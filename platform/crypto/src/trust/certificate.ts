import { hash, type KeyObject } from 'node:crypto';
import { readingAs } from '../asn1/asn1-unreadable.ts';
import type { NameAttribute } from '../asn1/distinguished-name.ts';
import { CertificateUnreadable } from './errors.ts';
import type { KeyUsage } from './key-usage.ts';
import { readFacts } from './read-facts.ts';
import { recentlyUsed } from './recently-used.ts';
import type { Signed } from './signed.ts';

/** A certificate as it says of itself (RFC 5280 §4.1). Nothing in it is believed before `createTrust` has checked it. */
export interface Certificate {
  readonly der: Uint8Array;
  /** SHA-1 over the DER, upper-case hex: how registers and agreements name certificates. A name, not a proof. */
  readonly thumbprint: string;
  /** SHA-256 over the DER, lower-case hex. */
  readonly fingerprint: string;
  readonly subject: Name;
  readonly issuer: Name;
  /** Upper-case hex of whole octets, without leading zero octets. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** The bits of the public key as they stand in the certificate: what names an issuer in OCSP. */
  readonly publicKeyBits: Uint8Array;
  /** Undefined: the certificate does not say. */
  readonly keyUsage: readonly KeyUsage[] | undefined;
  readonly extendedKeyUsage: readonly string[];
  readonly policies: readonly string[];
  /** The organisation it was issued to, from the one place where its kind has it. */
  readonly organizationNumber?: string;
  readonly isAuthority: boolean;
  /** How many authorities may stand between this one and an end certificate. */
  readonly pathLengthMax?: number;
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: string;
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  /** Critical extensions that we do not act upon: reason enough to refuse (RFC 5280 §4.2). */
  readonly unknownCritical: readonly string[];
  /** What was signed, by which algorithm, and the signature. */
  readonly signed: Signed;
}

export interface Name {
  /** For people (RFC 4514). Never searched: any text can stand in it. */
  readonly text: string;
  readonly attributes: readonly NameAttribute[];
  readonly der: Uint8Array;
}

/** Larger than any certificate in use; one with a photograph would be refused. */
const sizeMaxBytes = 64 * 1024;
const headersMax = 2_000;
const remembered = recentlyUsed<Certificate>(5_000);

/**
 * Reads one certificate in DER. The same bytes are read once: what comes back is shared, and holds nothing of the
 * caller's buffer. Throws `CertificateUnreadable`.
 */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > sizeMaxBytes) throw new CertificateUnreadable();
  const fingerprint = hash('sha256', der, 'hex');
  return remembered.get(fingerprint) ?? remembered.set(fingerprint, readNew(Buffer.from(der), fingerprint));
}

function readNew(der: Buffer, fingerprint: string): Certificate {
  const facts = readingAs(
    (cause) => new CertificateUnreadable(cause),
    () => readFacts(der, { sizeMaxBytes, depthMax: 16, headersMax }),
  );
  return { ...facts, der, fingerprint, thumbprint: hash('sha1', der, 'hex').toUpperCase() };
}
