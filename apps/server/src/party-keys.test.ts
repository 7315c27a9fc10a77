import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateToPem, createCertificateAuthority, readCertificate } from '@samband/crypto';
import { createLogger } from '@samband/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPartyKeys, partyKeyHolder } from './party-keys.ts';

const secret = 'a secret of the test, long enough';
const owner = { name: 'Trollvik legekontor', organizationNumber: '100000004' };
const lines: string[] = [];
const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } });
let folder: string;
const keysOf = (sealedWith: string) => openPartyKeys({ path: folder, partyKeysSecret: async () => sealedWith });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-keys-'));
  await mkdir(join(folder, 'keys', 'new'), { recursive: true });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a key that is laid into the folder is sealed, its file is deleted, and it is found again after a start', async () => {
  const authority = await createCertificateAuthority(
    { name: 'Test', commonName: 'Test CA' },
    { policies: ['2.999.1'] },
  );
  const { certificate, privateKey } = await authority.issue(owner, 'sign');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await writeFile(join(folder, 'keys/new/office.key.pem'), pem);
  await writeFile(join(folder, 'keys/new/office.pem'), certificateToPem(certificate));
  const { thumbprint } = readCertificate(certificate);

  const held = await partyKeyHolder(folder, await keysOf(secret), log).signingKey(thumbprint);
  const after = await partyKeyHolder(folder, await keysOf(secret), log).decryptionKey(thumbprint);

  expect(held && readCertificate(held.certificate).thumbprint).toBe(thumbprint);
  expect(after?.privateKey).toSatisfy((key) => privateKey.equals(key));
  expect(await readdir(join(folder, 'keys/new'))).toEqual([]);
  for (const file of (await readdir(join(folder, 'keys'))).filter((name) => name.endsWith('.sealed'))) {
    expect((await readFile(join(folder, 'keys', file))).includes('PRIVATE KEY')).toBe(false);
  }
  await expect((await keysOf('another secret, just as long as it')).find(thumbprint)).rejects.toThrow();
});

test('a file that is no key stays where it is, and the log names it', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(join(folder, 'keys/new/broken.key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await writeFile(join(folder, 'keys/new/broken.pem'), 'not a certificate');

  const held = await partyKeyHolder(folder, await keysOf(secret), log).signingKey('0'.repeat(40));

  expect(held).toBeUndefined();
  expect(await readdir(join(folder, 'keys/new'))).toContain('broken.key.pem');
  expect(lines.filter((line) => line.includes('broken.key.pem'))).toHaveLength(1);
});
