import { type Trust, verifyEbms } from '@samband/crypto';
import type { Arrived } from './arrived.ts';
import { digestsOf } from './envelope.ts';
import type { EbxmlRead } from './messages/ebxml-read.ts';
import { readSigned } from './messages/read-envelope.ts';
import { EnvelopeRefused } from './refused.ts';
import type { Terms } from './terms.ts';

/** Whether a certificate was good at a time. */
export type SignatureTrust = Pick<Trust, 'check'>;

/** What a signature proves of a message. */
export interface Signed {
  /** Of the envelope and each of its parts. */
  readonly digests: readonly string[];
  /** Who signed and how, for the evidence. */
  readonly facts: Readonly<Record<string, string>>;
  /** What it says, read anew from the bytes that were signed: the only thing to believe. */
  readonly read: EbxmlRead;
}

const location = '/SOAP:Envelope/SOAP:Header/ds:Signature';

/**
 * The signature of a message is right, by a certificate that the register has of its sender, which was good when the
 * message says that it was sent. The key is never taken from the message. Whatever is wrong gets one answer; what it was
 * is kept for ourselves. Errors: EnvelopeRefused.
 */
export async function checkSignature(
  { read, found }: Arrived,
  terms: Pick<Terms, 'signingCertificates' | 'signatureAlgorithms'>,
  trust: SignatureTrust,
  at: Date,
): Promise<Signed> {
  const keys = terms.signingCertificates.map((certificate) => ({ certificate }));
  const verdict = verifyEbms(read.soap ?? new Uint8Array(), read.attachments, keys, {
    algorithms: terms.signatureAlgorithms,
  });
  found.signature = verdict;
  if (!verdict.valid) throw refused(verdict.reason);
  const trusted = await trust.check(verdict.signer.certificate, { usage: 'sign', at });
  if (!trusted.trusted) throw refused(trusted.reason);
  return {
    read: readSigned(read, verdict.canonicalBytes),
    digests: digestsOf(read.digests),
    facts: { signer: verdict.signer.thumbprint, algorithm: verdict.algorithm },
  };
}

function refused(reason: string): EnvelopeRefused {
  return new EnvelopeRefused('SecurityFailure', 'The signature is not right', { location, reason });
}
