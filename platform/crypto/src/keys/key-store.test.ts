import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decrypt } from '../cms/decrypt.ts';
import { encryptFor } from '../cms/encrypt-for.ts';
import { makeHolder } from '../cms/holders-for-tests.ts';
import { readCertificate } from '../trust/certificate.ts';
import { keyFolder } from './key-folder.ts';
import { createKeyStore } from './key-store.ts';
import { masterKey, openBox, sealBox } from './sealed-box.ts';

const secret = 'a master key for tests, long enough to count';
const newSecret = 'another master key for tests, as long as that';
const old = makeHolder({ serialNumber: 1 });
const renewed = makeHolder({ serialNumber: 2 });
const thumbprint = readCertificate(old.certificate).thumbprint;
const at = (text: string) => new Date(`2026-11-${text}:00Z`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

const storeUnder = (...masterKeys: [string, ...string[]]) =>
  createKeyStore({ storage: keyFolder(join(folder, 'keys')), masterKeys });

describe('a store of keys', () => {
  test('gives back after a restart what was put in, and nobody reads it on the disk', async () => {
    await storeUnder(secret).add({ owner: '8093239', ...old });
    const found = await storeUnder(secret).find(thumbprint);
    const [name = '', ...others] = await readdir(join(folder, 'keys'));
    const file = join(folder, 'keys', name);

    expect(found).toMatchObject({
      owner: '8093239',
      certificate: old.certificate,
      from: new Date('2026-01-01T00:00:00Z'),
    });
    expect(found && decrypt(encryptFor([old.certificate], Buffer.from('hei')), [found]).toString()).toBe('hei');
    expect([name, others]).toEqual([`${thumbprint}.sealed`, []]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
    const bytes = await readFile(file);
    expect(bytes.includes(old.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(40, 60))).toBe(false);
    expect(bytes.includes('8093239')).toBe(false);
  });

  test('is empty where nothing was kept, and forgets what was removed', async () => {
    const store = storeUnder(secret);
    expect(await store.find(thumbprint)).toBeUndefined();
    await store.add({ owner: 'a', ...old });
    await store.remove(thumbprint.toLowerCase());
    expect(await store.find(thumbprint)).toBeUndefined();
    expect(await storeUnder(secret).find(thumbprint)).toBeUndefined();
  });

  test('signs with the newest key, and opens with the old one for 84 hours more', async () => {
    const store = storeUnder(secret);
    await store.add({ owner: 'a', ...old, until: at('10T12:00') });
    await store.add({ owner: 'a', ...renewed, from: at('09T12:00') });
    await store.add({ owner: 'b', ...makeHolder({ serialNumber: 3 }) });
    const serials = async (instant: Date) =>
      (await store.decryptionKeysOf('a', instant)).map(({ certificate }) => readCertificate(certificate).serialNumber);
    const signing = async (instant: Date) => (await store.signingKeyOf('a', instant))?.certificate;

    expect(await signing(at('09T11:59'))).toEqual(old.certificate);
    expect(await signing(at('09T12:00'))).toEqual(renewed.certificate);
    expect(await serials(at('09T11:59'))).toEqual(['01']);
    expect(await serials(at('13T23:59'))).toEqual(['02', '01']);
    expect(await serials(at('14T00:00'))).toEqual(['02']);
    expect(await store.signingKeyOf('nobody', at('09T12:00'))).toBeUndefined();
  });

  test('moves to another master key while the old one is still known, and then does without it', async () => {
    await storeUnder(secret).add({ owner: 'a', ...old });
    const both = storeUnder(newSecret, secret);
    await both.add({ owner: 'a', ...renewed });

    expect(await both.reseal()).toBe(1);
    expect(await both.reseal()).toBe(0);
    expect(await storeUnder(newSecret).find(thumbprint.toLowerCase())).toMatchObject({ owner: 'a' });
    await expect(storeUnder(secret).find(thumbprint)).rejects.toMatchObject({ code: 'key-sealed' });
  });

  test('tells of a file that was changed, or put in the place of another', async () => {
    await storeUnder(secret).add({ owner: 'a', ...old });
    const file = join(folder, 'keys', `${thumbprint}.sealed`);
    const other = join(folder, 'keys', `${readCertificate(renewed.certificate).thumbprint}.sealed`);
    await writeFile(other, await readFile(file));
    await expect(storeUnder(secret).find(thumbprint)).rejects.toMatchObject({ code: 'key-sealed' });
    await rm(other);

    const store = storeUnder(secret);
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, -1));
    await expect(store.find(thumbprint)).rejects.toMatchObject({ code: 'key-sealed' });
    await writeFile(file, bytes);
    expect(await store.find(thumbprint)).toBeDefined();
  });

  test('does not take a certificate of another key, nor a short master key', async () => {
    const mixed = { privateKey: old.privateKey, certificate: renewed.certificate };
    await expect(storeUnder(secret).add({ owner: 'a', ...mixed })).rejects.toMatchObject({
      code: 'key-and-certificate-differ',
    });
    expect(() => storeUnder('short')).toThrow(RangeError);
  });
});

test('a box is opened by its master key and label only, and not when any of it was changed', () => {
  const master = masterKey(secret);
  const box = sealBox(Buffer.from('x'), master, 'label');

  expect(openBox(box, [masterKey(newSecret), master], 'label')?.toString()).toBe('x');
  expect(openBox(box, [masterKey(newSecret)], 'label')).toBeUndefined();
  expect(openBox(box, [master], 'another')).toBeUndefined();
  for (const position of box.keys()) {
    const changed = Buffer.from(box);
    changed[position] = (changed[position] ?? 0) ^ 1;
    expect(openBox(changed, [master], 'label')).toBeUndefined();
    expect(openBox(box.subarray(0, position), [master], 'label')).toBeUndefined();
  }
});
