import {
  constants,
  createCipheriv,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { bestCpuMs, type Figure } from '@samband/measuring';
import { makeHolder } from '../src/cms/holders-for-tests.ts';
import { decrypt, describeCms, encryptFor, signData, verifySignedData } from '../src/index.ts';

const rounds = 5;
const sizes = [
  { name: '8 kB', bytes: 8_192, callsEach: 100 },
  { name: '1 MB', bytes: 1_048_576, callsEach: 10 },
];

/**
 * CPU time of this process for CMS, beside what node:crypto takes in the same run for the keys and ciphers alone: the rest
 * is ours. The best of five series.
 */
export function run(): Promise<Figure[]> {
  const figures = [2048, 3072].flatMap((bits) => [...rawRsa(bits), ...ofKey(bits)]);
  return Promise.resolve([...rawCiphers(), ...figures]);
}

function ofKey(bits: number): Figure[] {
  const holder = makeHolder({ modulusLength: bits });
  const to = [holder.certificate];
  const gcm = { contentAlgorithm: 'aes-256-gcm', keyTransport: 'rsa-oaep-sha256' } as const;
  return sizes.flatMap(({ name, bytes, callsEach }) => {
    const content = randomBytes(bytes);
    const encrypted = encryptFor(to, content);
    const encryptedGcm = encryptFor(to, content, gcm);
    const signed = signData(content, holder);
    const figure = (what: string, call: () => unknown) => measured(`RSA-${bits}, ${name}: ${what}`, callsEach, call);
    return [
      figure('encrypt, v1.5 and CBC', () => encryptFor(to, content)),
      figure('encrypt, OAEP and GCM', () => encryptFor(to, content, gcm)),
      figure('decrypt, v1.5 and CBC', () => decrypt(encrypted, [holder])),
      figure('decrypt, OAEP and GCM', () => decrypt(encryptedGcm, [holder])),
      figure('describe', () => describeCms(encrypted)),
      figure('sign', () => signData(content, holder)),
      figure('verify', () => verifySignedData(signed, to)),
    ];
  });
}

function rawRsa(bits: number): Figure[] {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const digest = randomBytes(100);
  const signature = sign('sha256', digest, privateKey);
  const wrapped = wrap(publicKey);
  const figure = (what: string, call: () => unknown) => measured(`node:crypto, RSA-${bits}: ${what}`, 100, call);
  return [
    figure('sign', () => sign('sha256', digest, privateKey)),
    figure('verify', () => verify('sha256', digest, publicKey, signature)),
    figure('encrypt a key', () => wrap(publicKey)),
    figure('decrypt a key', () => privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, wrapped)),
  ];
}

function wrap(key: KeyObject): Buffer {
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.alloc(32, 1));
}

function rawCiphers(): Figure[] {
  return sizes.flatMap(({ name, bytes, callsEach }) =>
    (['aes-256-cbc', 'aes-256-gcm'] as const).map((cipher) => {
      const content = randomBytes(bytes);
      const key = randomBytes(32);
      return measured(`node:crypto, ${name}: ${cipher}`, callsEach, () => {
        const encryption = createCipheriv(cipher, key, randomBytes(cipher === 'aes-256-cbc' ? 16 : 12));
        return [encryption.update(content), encryption.final()];
      });
    }),
  );
}

function measured(name: string, callsEach: number, call: () => unknown): Figure {
  call();
  return { name, value: bestCpuMs(rounds, callsEach, call), unit: 'CPU-ms' };
}
