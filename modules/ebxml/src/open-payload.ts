import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import { CmsNotDecrypted, CmsUnreadable, type DecryptionKey, decrypt } from '@samband/crypto';
import { documentSizeMaxBytes } from '@samband/exchange';
import { readMessage } from '@samband/mail';
import type { PayloadForm } from './payload-form.ts';
import { EnvelopeRefused } from './refused.ts';

const gunzipElsewhere = promisify(gunzip);
/** Up to here unpacking takes no longer than asking another thread for it. */
const smallBytes = 256 * 1024;

/** A document as it stood in its part, and in which form it came. */
export interface OpenedPayload extends Omit<PayloadForm, 'isInnerSigned'> {
  readonly document: Buffer;
}

/**
 * Takes a document out of its part: decrypted where it is encrypted, out of its MIME head where it has one, unpacked where
 * it is packed. By what the bytes are, never by what the part or the agreement calls them: both lie in real traffic.
 * Errors: EnvelopeRefused.
 */
export async function openPayload(
  part: Uint8Array,
  keys: readonly DecryptionKey[],
  location: string,
): Promise<OpenedPayload> {
  if (!looksLikeCms(part)) return { isEncrypted: false, ...(await takeOut(asBuffer(part), location)) };
  try {
    return { isEncrypted: true, ...(await takeOut(asBuffer(decrypt(part, keys)), location)) };
  } catch (error) {
    const isExpected = [CmsNotDecrypted, CmsUnreadable, EnvelopeRefused].some((kind) => error instanceof kind);
    if (!isExpected) throw error;
    // One answer for all that can fail once a key was needed: broken padding may come out as chance octets, and what is
    // told apart tells an attacker.
    throw new EnvelopeRefused('SecurityFailure', 'The payload could not be decrypted', {
      location,
      reason: error instanceof CmsUnreadable ? 'cms-unreadable' : 'not-decrypted',
    });
  }
}

async function takeOut(plain: Buffer, location: string): Promise<Omit<OpenedPayload, 'isEncrypted'>> {
  const isWrapped = looksLikeMime(plain);
  const bare = isWrapped ? unwrap(plain, location) : plain;
  const isCompressed = looksLikeGzip(bare);
  const document = isCompressed ? await unpack(bare, location) : bare;
  if (looksLikeXml(document)) return { document, isWrapped, isCompressed };
  throw new EnvelopeRefused('OtherXml', 'The payload is not XML', { location, reason: 'not-xml' });
}

/** A byte order mark or white space may stand before it. */
function looksLikeXml(bytes: Buffer): boolean {
  return /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(bytes.toString('latin1', 0, 200));
}

/** A SEQUENCE with the object identifier of CMS inside, in DER or BER. */
function looksLikeCms(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  return (
    Buffer.from(bytes.subarray(0, 24)).includes(Buffer.from('06092a864886f70d0107', 'hex')) || isAuthEnveloped(bytes)
  );
}

/** AuthEnvelopedData has the longer identifier of S/MIME's own types. */
function isAuthEnveloped(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 24)).includes(Buffer.from('060b2a864886f70d01091001', 'hex'));
}

function looksLikeMime(bytes: Buffer): boolean {
  return /^\s*(content-[a-z-]+|mime-version):/i.test(bytes.toString('latin1', 0, 40));
}

function looksLikeGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The body of its only part. */
function unwrap(plain: Buffer, location: string): Buffer {
  const [only, ...others] = readMessage(plain).parts;
  if (only && others.length === 0) return asBuffer(only.body);
  throw new EnvelopeRefused('MimeProblem', 'What was encrypted is not one MIME part', {
    location,
    reason: 'wrapped-parts',
  });
}

/** Nothing larger than a document may be. */
async function unpack(bytes: Buffer, location: string): Promise<Buffer> {
  const limit = { maxOutputLength: documentSizeMaxBytes };
  try {
    return bytes.byteLength < smallBytes ? gunzipSync(bytes, limit) : await gunzipElsewhere(bytes, limit);
  } catch {
    throw new EnvelopeRefused('MimeProblem', 'The payload could not be unpacked', { location, reason: 'not-unpacked' });
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
