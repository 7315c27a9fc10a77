import 'reflect-metadata'; // asked for by @peculiar/x509
import { randomBytes, type webcrypto } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const keyAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2_048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const authorityName = 'C=NO, O=Samband demo, CN=Samband demo CA';
const authorityYears = 10;
const certificateYears = 3;

export type CertificateUse = 'signing' | 'encryption';

export interface CertificateAuthority {
  /** Issues a certificate for one use and keeps its key in the folder. Gives the certificate as PEM. */
  issue(owner: { name: string; organizationNumber: string; slug: string }, use: CertificateUse): Promise<string>;
}

/**
 * The demo country's own issuer of enterprise certificates, with its certificate and all keys as PEM files in a folder
 * that only its owner can read. Made the first time, read after that.
 */
export async function openCertificateAuthority(folder: string): Promise<CertificateAuthority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const signingKey = await authorityKey(folder);
  return {
    async issue({ name, organizationNumber, slug }, use) {
      const { privateKey, publicKey } = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
      const usage = use === 'signing' ? x509.KeyUsageFlags.nonRepudiation : x509.KeyUsageFlags.keyEncipherment;
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        // organizationIdentifier, as newer enterprise certificates have it.
        subject: [{ C: ['NO'] }, { O: [name] }, { CN: [name] }, { '2.5.4.97': [`NTRNO-${organizationNumber}`] }],
        issuer: authorityName,
        ...validity(certificateYears),
        ...{ signingKey, publicKey, signingAlgorithm: keyAlgorithm },
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(usage, true),
        ],
      });
      await keepKey(join(folder, `${slug}-${use}.key.pem`), privateKey);
      return certificate.toString('pem');
    },
  };
}

async function authorityKey(folder: string): Promise<webcrypto.CryptoKey> {
  const file = join(folder, 'demo-ca.key.pem');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept) {
    return crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(kept), keyAlgorithm, false, ['sign']);
  }
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: authorityName,
    ...validity(authorityYears),
    ...{ keys, signingAlgorithm: keyAlgorithm },
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  await writeFile(join(folder, 'demo-ca.pem'), `${certificate.toString('pem')}\n`);
  await keepKey(file, keys.privateKey);
  return keys.privateKey;
}

async function keepKey(file: string, key: webcrypto.CryptoKey): Promise<void> {
  const pem = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
  await writeFile(`${file}.new`, `${pem}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

/** Positive, and not to be guessed. */
const serialNumber = (): string => `4${randomBytes(15).toString('hex').slice(1)}`;

function validity(years: number): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date();
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  return { notBefore, notAfter };
}
