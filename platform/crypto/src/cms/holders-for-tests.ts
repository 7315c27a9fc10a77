import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import {
  bitString,
  context,
  type Der,
  derBytes,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../asn1/write-der.ts';

/** A key with a certificate, made without any other program. */
export interface Holder {
  readonly privateKey: KeyObject;
  readonly certificate: Buffer;
}

export interface HolderOptions {
  readonly modulusLength?: number;
  readonly type?: 'rsa' | 'ec';
  readonly serialNumber?: number;
  readonly issuer?: string;
  readonly withKeyIdentifier?: boolean;
}

const sha256WithRsa = '1.2.840.113549.1.1.11';
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

/** A self-signed certificate, for three days from the epoch that tests like: nothing here asks for validity. */
export function makeHolder(options: HolderOptions = {}): Holder {
  const { type = 'rsa', modulusLength = 2048 } = options;
  const { privateKey, publicKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm =
    type === 'rsa' ? sequence(objectIdentifier(sha256WithRsa), nullValue) : sequence(objectIdentifier(ecdsaWithSha256));
  const certified = derBytes(tbsCertificate(publicKey, algorithm, options));
  const certificate = derBytes(sequence(certified, algorithm, bitString(sign('sha256', certified, privateKey))));
  return { privateKey, certificate };
}

function tbsCertificate(publicKey: KeyObject, algorithm: Der, options: HolderOptions): Der {
  const { serialNumber = 4_711, issuer = 'Prøve sykehus', withKeyIdentifier = true } = options;
  const name = sequence(setOf(sequence(objectIdentifier('2.5.4.3'), utf8String(issuer))));
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const validity = sequence(time(new Date('2026-01-01T00:00:00Z')), time(new Date('2036-01-01T00:00:00Z')));
  const fields = [context(0, integer(2)), integer(serialNumber), algorithm, name, validity, name, spki];
  const keyIdentifier = octetString(derBytes(octetString(hash('sha1', spki, 'buffer'))));
  const extensions = sequence(sequence(objectIdentifier('2.5.29.14'), keyIdentifier));
  return sequence(...fields, ...(withKeyIdentifier ? [context(3, extensions)] : []));
}
