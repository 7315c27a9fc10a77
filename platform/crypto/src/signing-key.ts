import type { KeyObject } from 'node:crypto';
import type { TokenKey } from './keys/token-key.ts';

/** What we sign with. The certificate goes along in what is signed; who checks it takes the key from the register. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** DER */
  readonly certificate: Uint8Array;
}

/** The same, where the private key stays in its token. */
export interface TokenSigningKey extends Omit<SigningKey, 'privateKey'> {
  readonly privateKey: TokenKey;
}
