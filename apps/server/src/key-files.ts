import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AddressRegister, CertificateNotFound } from '@samband/address-register';
import type { KeyHolder } from '@samband/ebxml';

/** How long what was read of the folder is good when a key is not found in it. */
const freshMs = 5_000;

/**
 * Private keys in a folder that only its owner can read (`*.key.pem`), each found by the public half that stands in a
 * certificate of the register.
 */
export function keysInFolder(folder: string, register: Pick<AddressRegister, 'getCertificate'>): KeyHolder {
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let readAtMs = Number.NEGATIVE_INFINITY;
  const found = new Map<string, { readonly privateKey: KeyObject; readonly certificate: Uint8Array }>();

  async function find(thumbprint: string) {
    const kept = found.get(thumbprint);
    if (kept) return kept;
    const certificate = await certificateOf(register, thumbprint);
    if (!certificate) return undefined;
    const name = nameOf(certificate.publicKey);
    if (!keys.has(name) && performance.now() - readAtMs > freshMs) {
      keys = await readKeys(folder);
      readAtMs = performance.now();
    }
    const privateKey = keys.get(name);
    if (!privateKey) return undefined;
    const held = { privateKey, certificate: certificate.raw };
    found.set(thumbprint, held);
    return held;
  }

  return { signingKey: find, decryptionKey: find };
}

async function certificateOf(register: Pick<AddressRegister, 'getCertificate'>, thumbprint: string) {
  try {
    return new X509Certificate(Buffer.from((await register.getCertificate(thumbprint)).value, 'base64'));
  } catch (error) {
    if (error instanceof CertificateNotFound) return undefined;
    throw error;
  }
}

async function readKeys(folder: string): Promise<Map<string, KeyObject>> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const keys = new Map<string, KeyObject>();
  for (const file of files.filter((name) => name.endsWith('.key.pem'))) {
    const key = createPrivateKey(await readFile(join(folder, file)));
    keys.set(nameOf(createPublicKey(key)), key);
  }
  return keys;
}

function nameOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
