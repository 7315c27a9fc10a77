import type { SigningKey, TokenSigningKey } from '../signing-key.ts';
import { removeFiltered } from './actor-filter.ts';
import type { CanonicalForm } from './canonical-form.ts';
import { attachmentKey } from './content-id.ts';
import type { DigestAlgorithm } from './digest-algorithm.ts';
import { insertSignature, noPlace, soapHeader } from './insert-signature.ts';
import { actorFilter, attachmentReference, documentReference } from './new-references.ts';
import { type SignatureAlgorithmName, sendableAlgorithm } from './signature-algorithm.ts';
import type { Attachment } from './verdict.ts';
import { writeSignature } from './write-signature.ts';

export interface XmlSignOptions {
  /** Default: the usual one of the key, with SHA-256 for RSA. SHA-1 is never sent. */
  readonly algorithm?: SignatureAlgorithmName;
  /** Of the references. Default SHA-256. */
  readonly digest?: Exclude<DigestAlgorithm, 'sha1'>;
}

export interface XmlSignEnvelopedOptions extends XmlSignOptions {
  /** Of ds:SignedInfo and of the document. Default inclusive. */
  readonly form?: CanonicalForm;
}

/**
 * Signs an ebMS envelope and every attachment (ebMS 2.0 §4.1.3, HIS 1037 §5.5): the ds:Signature becomes the last element
 * of the SOAP header, and no other byte is changed.
 *
 * @param attachments all other parts of the message, as their bodies are when decoded
 * @throws {XmlNotSignable} the header is empty or missing, or there is a signature
 */
export function signEbms(
  envelope: Uint8Array,
  attachments: readonly Attachment[],
  key: SigningKey | TokenSigningKey,
  options: XmlSignOptions = {},
): Uint8Array {
  const names = new Set(attachments.map(attachmentKey));
  if (names.size < attachments.length) throw new TypeError('Two attachments have the same Content-ID');
  const form = 'inclusive';
  const algorithm = sendableAlgorithm(key.privateKey, options.algorithm);
  const digest = options.digest ?? 'sha256';
  return insertSignature(envelope, 'soap-header', (document) => {
    if (!removeFiltered(document)) throw noPlace('soap-header');
    const references = [
      documentReference(document, { form, digest, filters: [actorFilter] }),
      ...attachments.map((attachment) => attachmentReference(attachment, digest)),
    ];
    return writeSignature({ form, algorithm, references }, soapHeader(document), key);
  });
}

/**
 * Signs a business document as a whole: the ds:Signature becomes the last child of its root, and no other byte is changed.
 *
 * @throws {XmlNotSignable} the root is empty, or there is a signature
 * @throws {XmlRefused} and {XmlNotWellFormed} as withDocument does
 */
export function signEnveloped(
  document: Uint8Array,
  key: SigningKey | TokenSigningKey,
  { form = 'inclusive', digest = 'sha256', ...options }: XmlSignEnvelopedOptions = {},
): Uint8Array {
  const algorithm = sendableAlgorithm(key.privateKey, options.algorithm);
  return insertSignature(document, 'document', (parsed) => {
    const references = [documentReference(parsed, { form, digest, filters: [] })];
    return writeSignature({ form, algorithm, references }, parsed.root, key);
  });
}
