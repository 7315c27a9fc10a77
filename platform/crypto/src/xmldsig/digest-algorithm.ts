import { hash } from 'node:crypto';

const digests = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
} as const;

export type DigestAlgorithm = (typeof digests)[keyof typeof digests];

const byUri = new Map<string, DigestAlgorithm>(Object.entries(digests));
const uris = new Map([...byUri].map(([uri, digest]) => [digest, uri]));

/** The digest that a URI names (RFC 9231 §2.1), of those that are ever accepted. */
export function digestAlgorithm(uri: string): DigestAlgorithm | undefined {
  return byUri.get(uri);
}

export function digestUri(digest: DigestAlgorithm): string {
  return uris.get(digest) ?? '';
}

/** Base64 */
export function digestOf(digest: DigestAlgorithm, bytes: Uint8Array): string {
  return hash(digest, bytes, 'base64');
}
