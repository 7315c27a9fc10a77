import { type KeyObject, sign } from 'node:crypto';
import { bitString, type Der, derBytes, nullValue, objectIdentifier, sequence } from '../asn1/write-der.ts';

const sha256WithRsa = '1.2.840.113549.1.1.11';
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

/** The algorithm that a key of this kind signs with, as the content names it before it is signed. */
export function signatureAlgorithmOf(key: KeyObject): Der {
  return key.asymmetricKeyType === 'ec'
    ? sequence(objectIdentifier(ecdsaWithSha256))
    : sequence(objectIdentifier(sha256WithRsa), nullValue);
}

/** The SIGNED macro of X.509 over `content`, with what follows the signature. */
export function signStructure(content: Der, key: KeyObject, ...rest: readonly Der[]): Buffer {
  const signature = sign('sha256', derBytes(content), key);
  return derBytes(sequence(content, signatureAlgorithmOf(key), bitString(signature), ...rest));
}
