import { type Trust, type TrustVerdict, trustRecord, verifyEbms } from '@samband/crypto';
import type { Arrived } from './arrived.ts';
import { digestsOf } from './envelope.ts';
import { SignerUnchecked } from './errors.ts';
import type { EbxmlRead } from './messages/ebxml-read.ts';
import { readSigned } from './messages/read-envelope.ts';
import { EnvelopeRefused } from './refused.ts';
import type { Terms } from './terms.ts';

/** Whether a certificate was good at a time. */
export type SignatureTrust = Pick<Trust, 'check'>;

export interface SignatureParts {
  readonly trust: SignatureTrust;
  readonly now: () => Date;
}

/** What a signature proves of a message. */
export interface Signed {
  /** Of the envelope and each of its parts. */
  readonly digests: readonly string[];
  /** Who signed and how, and on what it rests that the certificate was good: for the evidence. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What it says, read anew from the bytes that were signed: the only thing to believe. */
  readonly read: EbxmlRead;
}

const location = '/SOAP:Envelope/SOAP:Header/ds:Signature';
/** As long as partners resend: past that the sender must hear something. */
const uncheckedMaxMs = 72 * 3_600_000;

/**
 * The signature of a message is right, by a certificate that the register has of its sender, which was good when the
 * message says that it was sent. The key is never taken from the message. Whatever is wrong gets one answer; what it was
 * is kept for ourselves. Errors: EnvelopeRefused; SignerUnchecked while nobody can say whether the certificate was revoked,
 * which is our trouble and not the sender's.
 */
export async function checkSignature(
  { read, found, taken }: Arrived,
  terms: Pick<Terms, 'signingCertificates' | 'signatureAlgorithms'>,
  { trust, now }: SignatureParts,
  at: Date,
): Promise<Signed> {
  const keys = terms.signingCertificates.map((certificate) => ({ certificate }));
  const verdict = verifyEbms(read.soap ?? new Uint8Array(), read.attachments, keys, {
    algorithms: terms.signatureAlgorithms,
  });
  found.signature = verdict;
  if (!verdict.valid) throw refused(verdict.reason);
  const trusted = await trust.check(verdict.signer.certificate, { usage: 'sign', at });
  const evidence = { signer: verdict.signer.thumbprint, algorithm: verdict.algorithm, trust: trustRecord(trusted) };
  if (!trusted.trusted) {
    const hasWaitedMs = now().getTime() - taken.receivedAt.getTime();
    if (isUnanswered(trusted) && hasWaitedMs < uncheckedMaxMs) throw new SignerUnchecked(trusted.about?.thumbprint);
    throw refused(trusted.reason, evidence);
  }
  return {
    read: readSigned(read, verdict.canonicalBytes),
    digests: digestsOf(read.digests),
    facts: evidence,
  };
}

/** A certificate that names nobody to ask has the same reason, and never passes by itself. */
function isUnanswered({ revocation, ...verdict }: TrustVerdict & { trusted: false }): boolean {
  return verdict.reason === 'revocation-unanswered' && revocation.some(({ outcome }) => outcome === 'unanswered');
}

function refused(reason: string, evidence?: EnvelopeRefused['evidence']): EnvelopeRefused {
  const details = { location, reason, ...(evidence && { evidence }) };
  return new EnvelopeRefused('SecurityFailure', 'The signature is not right', details);
}
