import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Der } from '../asn1/write-der.ts';
import type { SigningKey } from '../signing-key.ts';
import { type Certificate, readCertificate } from '../trust/certificate.ts';
import type { CertificateUsage } from '../trust/check-chain.ts';
import { anyPolicy } from '../trust/enterprise-policies.ts';
import type { KeyUsage } from '../trust/key-usage.ts';
import { answerOcsp, type OcspAnswerOptions } from './answer-ocsp.ts';
import { keyIdentifier, writeCertificate } from './write-certificate.ts';
import { type Revocation, type RevocationReason, writeCrl } from './write-crl.ts';
import * as extensions from './write-extensions.ts';
import { type Subject, writeName } from './write-name.ts';

export interface IssueOptions {
  readonly notBefore?: Date;
  /** Three years after `notBefore` when absent; of an authority ten. */
  readonly notAfter?: Date;
  /** Bits of the RSA key: 2048 when absent. */
  readonly keyBits?: 2048 | 3072 | 4096;
}

/** What the certificates that an authority issues say of where to ask about them, and under which policies they are. */
export interface AuthorityOptions {
  readonly policies?: readonly string[];
  readonly crlUrls?: readonly string[];
  readonly ocspUrls?: readonly string[];
  readonly now?: () => Date;
}

/** Issues certificates, says which it has revoked, and answers questions about them. Keeps nothing but in memory. */
export interface CertificateAuthority extends SigningKey {
  /** An enterprise certificate: to sign with (nonRepudiation) or to be written to with (keyEncipherment). */
  issue(subject: Subject, usage: CertificateUsage, options?: IssueOptions): Promise<SigningKey>;
  /** An authority below this one. */
  issueAuthority(
    subject: Subject,
    options?: IssueOptions & AuthorityOptions & PathLength,
  ): Promise<CertificateAuthority>;
  /** Somebody who answers OCSP questions for this authority (RFC 6960 §4.2.2.2). */
  issueOcspResponder(options?: IssueOptions): Promise<SigningKey>;
  revoke(certificate: Uint8Array, revocation?: { at?: Date; reason?: RevocationReason }): void;
  /** The list of what was revoked, in DER; until `nextUpdate`, a day from now when absent. */
  writeCrl(options?: { thisUpdate?: Date; nextUpdate?: Date }): Buffer;
  /** The answer to an OCSP request, both in DER. What cannot be read gets the answer for that. */
  answerOcsp(request: Uint8Array, options?: OcspAnswerOptions): Buffer;
}

interface PathLength {
  /** How many authorities may stand below it; none when absent. */
  readonly pathLengthMax?: number;
}

const makeKeys = promisify(generateKeyPair);
const certificateYears = 3;
const authorityYears = 10;
const ocspSigning = '1.3.6.1.5.5.7.3.9';

const usages: Readonly<Record<CertificateUsage, readonly KeyUsage[]>> = {
  sign: ['nonRepudiation'],
  encrypt: ['digitalSignature', 'keyEncipherment'],
};

/** A new authority that vouches for itself. */
export async function createCertificateAuthority(
  subject: Subject,
  { pathLengthMax = 0, ...options }: IssueOptions & AuthorityOptions & PathLength = {},
): Promise<CertificateAuthority> {
  const { privateKey, publicKey } = await makeKeys('rsa', { modulusLength: options.keyBits ?? 2048 });
  const name = writeName(subject);
  const certificate = writeCertificate({
    ...{ subject: name, publicKey, issuer: name, issuerKey: privateKey },
    ...validity(options, authorityYears, options.now),
    extensions: authorityExtensions(publicKey, pathLengthMax),
  });
  return openCertificateAuthority({ certificate, privateKey }, options);
}

/** An authority whose key and certificate were kept. */
export function openCertificateAuthority(kept: SigningKey, options: AuthorityOptions = {}): CertificateAuthority {
  const own = readCertificate(kept.certificate);
  const issuerKey = kept.privateKey;
  const now = options.now ?? (() => new Date());
  const revocations = new Map<string, Revocation>();

  async function certify(
    subject: Subject,
    made: IssueOptions,
    years: number,
    extensionsOf: (key: KeyObject) => readonly Der[],
  ) {
    const { privateKey, publicKey } = await makeKeys('rsa', { modulusLength: made.keyBits ?? 2048 });
    const certificate = writeCertificate({
      ...{ subject: writeName(subject), publicKey, issuer: own.subject.der, issuerKey },
      ...validity(made, years, now),
      extensions: [...extensionsOf(publicKey), ...pointers(own, options)],
    });
    return { certificate, privateKey };
  }

  return {
    ...kept,
    issue(subject, usage, made = {}) {
      return certify(subject, made, certificateYears, (key) => [
        extensions.basicConstraints(false),
        extensions.keyUsage(usages[usage]),
        extensions.subjectKeyIdentifier(keyIdentifier(key)),
        ...(options.policies ? [extensions.policies(options.policies)] : []),
      ]);
    },
    async issueAuthority(subject, { pathLengthMax = 0, ...made } = {}) {
      const issued = await certify(subject, made, authorityYears, (key) => authorityExtensions(key, pathLengthMax));
      return openCertificateAuthority(issued, made);
    },
    issueOcspResponder(made = {}) {
      const subject = { name: 'OCSP', commonName: `OCSP responder ${own.thumbprint.slice(0, 8)}` };
      return certify(subject, made, certificateYears, (key) => [
        extensions.basicConstraints(false),
        extensions.keyUsage(['digitalSignature']),
        extensions.extendedKeyUsage([ocspSigning]),
        extensions.subjectKeyIdentifier(keyIdentifier(key)),
      ]);
    },
    revoke(certificate, { at = now(), reason } = {}) {
      const { serialNumber } = readCertificate(certificate);
      revocations.set(serialNumber, { serialNumber, at, ...(reason && { reason }) });
    },
    writeCrl: (times = {}) => writeCrl(own, issuerKey, [...revocations.values()], { thisUpdate: now(), ...times }),
    answerOcsp: (request, answer = {}) => answerOcsp(own, issuerKey, revocations, request, { at: now(), ...answer }),
  };
}

function authorityExtensions(key: KeyObject, pathLengthMax: number): Der[] {
  return [
    extensions.basicConstraints(true, pathLengthMax),
    extensions.keyUsage(['keyCertSign', 'cRLSign']),
    extensions.subjectKeyIdentifier(keyIdentifier(key)),
    extensions.policies([anyPolicy]),
  ];
}

/** Where to ask about a certificate, and by which key of the issuer it was signed. */
function pointers(own: Certificate, { crlUrls = [], ocspUrls = [] }: AuthorityOptions): Der[] {
  return [
    ...(own.subjectKeyId ? [extensions.authorityKeyIdentifier(Buffer.from(own.subjectKeyId, 'hex'))] : []),
    ...(crlUrls.length > 0 ? [extensions.crlDistributionPoints(crlUrls)] : []),
    ...(ocspUrls.length > 0 ? [extensions.ocspAccess(ocspUrls)] : []),
  ];
}

function validity({ notBefore, notAfter }: IssueOptions, years: number, now = () => new Date()) {
  const from = notBefore ?? now();
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return { notBefore: from, notAfter: notAfter ?? until };
}
