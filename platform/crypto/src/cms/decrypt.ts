import { createDecipheriv, type DecipherGCM, type KeyObject, randomBytes } from 'node:crypto';
import { TokenUnavailable } from '../keys/errors.ts';
import type { TokenKey } from '../keys/token-key.ts';
import { type Certificate, readCertificate } from '../trust/certificate.ts';
import type { ContentAlgorithm, ContentAlgorithmFacts } from './content-algorithms.ts';
import { readContentInfo, readingCms } from './content-info.ts';
import { type EnvelopedData, type Recipient, readEnvelopedData } from './enveloped-data.ts';
import { CmsNotDecrypted } from './errors.ts';
import { isMeant } from './holder-identifier.ts';
import { type KeyTransport, unwrapKey } from './key-transport.ts';
import { asSet } from './signed-attributes.ts';

/** A key of ours and the certificate (DER) by which senders name it. */
export interface DecryptionKey {
  readonly privateKey: KeyObject | TokenKey;
  readonly certificate: Uint8Array;
}

export interface DecryptOptions {
  /** What is taken; all that we know when absent. A partner that is known to send GCM is best held to it. */
  readonly contentAlgorithms?: readonly ContentAlgorithm[];
}

const tagMinBytes = 12;
const tagMaxBytes = 16;

/**
 * Opens EnvelopedData or AuthEnvelopedData with the first of the keys that it names.
 *
 * @throws CmsUnreadable where it is no such structure: that needs no key to see
 * @throws TokenUnavailable where the key is in a token that cannot be asked now
 * @throws CmsNotDecrypted in every other case, with nothing that tells them apart. Where the padding of CBC is right by
 *   chance (1 of 256 broken messages), chance octets are returned: answer for those as for this error.
 */
export function decrypt(cms: Uint8Array, keys: readonly DecryptionKey[], options: DecryptOptions = {}): Buffer {
  const enveloped = readingCms(() => readEnvelopedData(readContentInfo(cms)));
  const ours = keys.map(({ privateKey, certificate }) => ({ privateKey, certificate: readCertificate(certificate) }));
  const content = tryDecrypt(enveloped, ours, options);
  // The only place that throws it: even the stack is the same for every cause.
  if (!content) throw new CmsNotDecrypted();
  return content;
}

function tryDecrypt(
  enveloped: EnvelopedData,
  keys: readonly { privateKey: KeyObject | TokenKey; certificate: Certificate }[],
  { contentAlgorithms }: DecryptOptions,
): Buffer | undefined {
  const { contentAlgorithm: algorithm } = enveloped;
  if (!algorithm || (contentAlgorithms && !contentAlgorithms.includes(algorithm.name))) return undefined;
  for (const recipient of enveloped.recipients) {
    const match = keys.find(({ certificate }) => isMeant(recipient.holder, certificate));
    if (match && recipient.keyTransport) {
      const contentKey = contentKeyOf(recipient, recipient.keyTransport, match.privateKey, algorithm.keySizeBytes);
      return decryptContent(enveloped, algorithm, contentKey);
    }
  }
  return undefined;
}

/**
 * The key of the content, or a chance one where it cannot be had: then the content fails as it does under a wrong key, and
 * nobody learns that it was the key (RFC 3218 §2.3.2). The chance key is made in any case.
 */
function contentKeyOf(
  { encryptedKey }: Recipient,
  transport: KeyTransport,
  privateKey: KeyObject | TokenKey,
  sizeBytes: number,
): Buffer {
  const chance = randomBytes(sizeBytes);
  try {
    const unwrapped = unwrapKey(encryptedKey, privateKey, transport);
    return unwrapped.length === sizeBytes ? unwrapped : chance;
  } catch (error) {
    // Ours to mend, and nothing that the sender could bring about: the message waits.
    if (error instanceof TokenUnavailable) throw error;
    return chance;
  }
}

function decryptContent(enveloped: EnvelopedData, algorithm: ContentAlgorithmFacts, key: Buffer): Buffer | undefined {
  try {
    return algorithm.mode === 'cbc' ? openCbc(enveloped, algorithm, key) : openGcm(enveloped, algorithm, key);
  } catch {
    return undefined;
  }
}

function openCbc({ iv, encryptedContent }: EnvelopedData, { name }: ContentAlgorithmFacts, key: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, iv);
  return Buffer.concat([decipher.update(encryptedContent), decipher.final()]);
}

/** The attributes are authenticated as a SET OF, not under the `[1]` they are sent with (RFC 5083 §2.2). */
function openGcm(enveloped: EnvelopedData, { keySizeBytes }: ContentAlgorithmFacts, key: Buffer): Buffer | undefined {
  const { iv, encryptedContent, authenticationTag, authenticatedAttributes } = enveloped;
  const authTagLength = authenticationTag.length;
  if (authTagLength < tagMinBytes || authTagLength > tagMaxBytes) return undefined;
  const cipher = `aes-${keySizeBytes * 8}-gcm` as 'aes-256-gcm';
  const decipher: DecipherGCM = createDecipheriv(cipher, key, iv, { authTagLength });
  if (authenticatedAttributes) decipher.setAAD(asSet(authenticatedAttributes));
  decipher.setAuthTag(authenticationTag);
  return Buffer.concat([decipher.update(encryptedContent), decipher.final()]);
}
