import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readCertificate } from '../trust/certificate.ts';
import { KeyAndCertificateDiffer, KeySealed } from './errors.ts';
import { type MasterKey, openBox, sealBox } from './sealed-box.ts';

/** A private key of somebody we speak for, in use from one instant to another. */
export interface KeptKey {
  /** Whose it is, in the words of whoever keeps it. */
  readonly owner: string;
  readonly privateKey: KeyObject;
  /** DER */
  readonly certificate: Uint8Array;
  /** The validity of the certificate, unless less was asked for. */
  readonly from: Date;
  readonly until: Date;
}

/** What is in a box, as JSON: keys in PKCS#8 and certificates as base64. */
interface Stored {
  readonly owner: string;
  readonly key: string;
  readonly certificate: string;
  readonly from: string;
  readonly until: string;
}

/** Throws KeyAndCertificateDiffer where the certificate is another key's. */
export function sealKey(kept: KeptKey, master: MasterKey): Buffer {
  const { publicKey, thumbprint } = readCertificate(kept.certificate);
  if (!createPublicKey(kept.privateKey).equals(publicKey)) throw new KeyAndCertificateDiffer();
  const stored: Stored = {
    owner: kept.owner,
    key: kept.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    certificate: Buffer.from(kept.certificate).toString('base64'),
    from: kept.from.toISOString(),
    until: kept.until.toISOString(),
  };
  return sealBox(Buffer.from(JSON.stringify(stored)), master, thumbprint);
}

/** Throws KeySealed. */
export function openKey(box: Uint8Array, masters: readonly MasterKey[], thumbprint: string): KeptKey {
  const plain = openBox(box, masters, thumbprint);
  if (!plain) throw new KeySealed(thumbprint);
  // Only we can have written it: the box is authenticated.
  const stored = JSON.parse(plain.toString('utf8')) as Stored;
  return {
    owner: stored.owner,
    privateKey: createPrivateKey({ key: Buffer.from(stored.key, 'base64'), format: 'der', type: 'pkcs8' }),
    certificate: Buffer.from(stored.certificate, 'base64'),
    from: new Date(stored.from),
    until: new Date(stored.until),
  };
}
