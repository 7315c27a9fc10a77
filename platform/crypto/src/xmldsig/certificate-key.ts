import { hash, type KeyObject, X509Certificate } from 'node:crypto';

/** Reading a certificate costs more than a check with its key, and the same few hundred come again and again. */
const CACHE_MAX = 10_000;
const keys = new Map<string, KeyObject | undefined>();

/** SHA-256 of a certificate, in hexadecimal. */
export function thumbprintOf(certificate: Uint8Array): string {
  return hash('sha256', certificate, 'hex');
}

/** The public key of a certificate (DER); undefined where there is none to be read. */
export function publicKeyOf(certificate: Uint8Array): KeyObject | undefined {
  const thumbprint = thumbprintOf(certificate);
  if (keys.has(thumbprint)) return keys.get(thumbprint);
  const [oldest] = keys.keys();
  if (keys.size >= CACHE_MAX && oldest !== undefined) keys.delete(oldest);
  const key = readKey(certificate);
  keys.set(thumbprint, key);
  return key;
}

function readKey(certificate: Uint8Array): KeyObject | undefined {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    return undefined;
  }
}
