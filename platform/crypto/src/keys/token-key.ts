/** The digests that a key is asked to sign with. */
export type SigningDigest = 'sha256' | 'sha384' | 'sha512';

/**
 * A private RSA key that never leaves its token: signing and opening happen there. Stands wherever a `KeyObject` can.
 * Calls block, as those of node:crypto do.
 */
export interface TokenKey {
  readonly type: 'token';
  /** RSASSA-PKCS1-v1_5 over `data` (RFC 8017 §8.2). */
  sign(digest: SigningDigest, data: Uint8Array): Buffer;
  /** Throws where the padding is broken; the caller takes that as it takes any other wrong key. */
  decrypt(padding: 'pkcs1-v1_5' | 'oaep-sha1' | 'oaep-sha256', encrypted: Uint8Array): Buffer;
}
