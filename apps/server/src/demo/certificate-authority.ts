import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CertificateAuthority,
  certificatesFromPem,
  certificateToPem,
  createCertificateAuthority,
  type KeyStore,
  openCertificateAuthority,
  type SigningKey,
} from '@samband/crypto';

export type CertificateUse = 'signing' | 'encryption';

export interface DemoCertificateAuthority {
  /** Issues a certificate for one use, whose key is kept sealed. Gives the certificate as PEM. */
  issue(owner: { name: string; organizationNumber: string }, use: CertificateUse): Promise<string>;
}

const usages = { signing: 'sign', encryption: 'encrypt' } as const;
/** 2.999 is the arc that is kept for examples. */
const options = { policies: ['2.999.1'] };

/**
 * The demo country's own issuer of enterprise certificates, with its own certificate and key as PEM files in a folder that
 * only its owner can read. Made the first time, read after that.
 */
export async function openDemoCertificateAuthority(folder: string, keys: KeyStore): Promise<DemoCertificateAuthority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = await readKept(folder);
  const authority = kept ? openCertificateAuthority(kept, options) : await makeAuthority(folder);
  return {
    async issue({ name, organizationNumber }, use) {
      const { certificate, privateKey } = await authority.issue({ name, organizationNumber }, usages[use]);
      await keys.add({ owner: organizationNumber, privateKey, certificate });
      return certificateToPem(certificate);
    },
  };
}

const keyFile = 'demo-ca.key.pem';
const certificateFile = 'demo-ca.pem';

async function readKept(folder: string): Promise<SigningKey | undefined> {
  try {
    const privateKey = createPrivateKey(await readFile(join(folder, keyFile)));
    const [certificate] = certificatesFromPem(await readFile(join(folder, certificateFile), 'utf8'));
    return certificate && { certificate, privateKey };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The key comes last: an authority that was half kept is made anew. */
async function makeAuthority(folder: string): Promise<CertificateAuthority> {
  const made = await createCertificateAuthority({ name: 'Samband demo', commonName: 'Samband demo CA' }, options);
  await writeFile(join(folder, certificateFile), certificateToPem(made.certificate), { flush: true });
  await keepKey(join(folder, keyFile), made.privateKey);
  return made;
}

async function keepKey(file: string, key: KeyObject): Promise<void> {
  const pem = key.export({ format: 'pem', type: 'pkcs8' });
  await writeFile(`${file}.new`, pem, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}
