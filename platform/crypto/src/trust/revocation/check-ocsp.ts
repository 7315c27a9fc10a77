import { hash } from 'node:crypto';
import { readingAs } from '../../asn1/asn1-unreadable.ts';
import { type Certificate, readCertificate } from '../certificate.ts';
import { CertificateUnreadable } from '../errors.ts';
import { extensionOids } from '../extensions.ts';
import { canBeIssuer } from '../name-chaining.ts';
import { verifySigned } from '../signed.ts';
import type { CertificateStatus, Term } from './answer.ts';
import type { OcspCertificateId } from './ocsp-certificate-id.ts';
import { type OcspResponse, readOcspResponse } from './read-ocsp-response.ts';
import { type Provenance, requireCurrent } from './require-current.ts';
import { SourceFailed } from './source-failed.ts';

export type OcspAnswer = CertificateStatus & Term;

export interface OcspQuestion {
  readonly id: OcspCertificateId;
  readonly serialNumber: string;
  readonly issuer: Certificate;
  /** Undefined where the answer was kept: it had its nonce checked when it came. */
  readonly nonce: Uint8Array | undefined;
  readonly now: Date;
}

const ocspSigning = '1.3.6.1.5.5.7.3.9';
/** Of an answer that does not say how long it holds. */
const answerLifeMs = 60 * 60 * 1000;

/**
 * Reads an answer and checks it as RFC 6960 §3.2 lists it: it is about the certificate that was asked about, signed by
 * its issuer or by whom the issuer named its responder, and holds now. A nonce may be missing, since responders that sign
 * beforehand have none (RFC 5019 §4); the term stands in for it. One that differs is refused. Throws `SourceFailed`.
 */
export function checkOcsp(der: Uint8Array, question: OcspQuestion): OcspAnswer {
  const response = readingAs(
    (cause) => new SourceFailed('unreadable', { cause }),
    () => readOcspResponse(der),
  );
  const signer = findSigner(response, question);
  if (verifySigned(response.signed, signer.publicKey) !== 'right') throw new SourceFailed('signature-wrong');
  if (question.nonce && response.nonce && Buffer.compare(response.nonce, question.nonce) !== 0)
    throw new SourceFailed('nonce-wrong');
  const answer = response.answers.find(
    ({ issuerText, serialNumber }) => issuerText === question.id.issuerText && serialNumber === question.serialNumber,
  );
  if (!answer) throw new SourceFailed('about-another');
  const { thisUpdate, nextUpdate = new Date(thisUpdate.getTime() + answerLifeMs) } = answer;
  const provenance: Provenance = question.nonce ? 'fresh' : 'kept';
  requireCurrent({ thisUpdate, nextUpdate }, question.now, provenance);
  return { ...answer.status, thisUpdate, nextUpdate };
}

/** The issuer, or the one with a certificate of the issuer's for this very purpose (RFC 6960 §4.2.2.2). */
function findSigner({ responder, certificates }: OcspResponse, { issuer, now }: OcspQuestion): Certificate {
  const isNamed = (candidate: Certificate) =>
    'name' in responder
      ? Buffer.compare(responder.name, candidate.subject.der) === 0
      : Buffer.compare(responder.keyHash, hash('sha1', candidate.publicKeyBits, 'buffer')) === 0;
  if (isNamed(issuer)) return issuer;
  const delegate = certificates.map(readEnclosed).find((candidate) => candidate && isNamed(candidate));
  if (!delegate || !isDelegate(delegate, issuer, now)) throw new SourceFailed('not-authorised');
  return delegate;
}

function readEnclosed(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof CertificateUnreadable) return undefined;
    throw error;
  }
}

/** Whether a responder's own certificate was revoked is not asked: that question would have no end. Theirs are short-lived. */
function isDelegate(delegate: Certificate, issuer: Certificate, now: Date): boolean {
  const { extendedKeyUsage, keyUsage, unknownCritical, notBefore, notAfter } = delegate;
  return (
    extendedKeyUsage.includes(ocspSigning) &&
    (keyUsage === undefined || keyUsage.includes('digitalSignature')) &&
    unknownCritical.every((oid) => oid === extensionOids.extendedKeyUsage) &&
    notBefore <= now &&
    now <= notAfter &&
    canBeIssuer(issuer, delegate) &&
    verifySigned(delegate.signed, issuer.publicKey) === 'right'
  );
}
