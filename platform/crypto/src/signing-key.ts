import type { KeyObject } from 'node:crypto';

/** What we sign with. The certificate goes along in what is signed; who checks it takes the key from the register. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** DER */
  readonly certificate: Uint8Array;
}
