import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needDebianPackage } from '@samband/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { craftGcm, rawRsa } from '../cms/crafted-for-tests.ts';
import { decrypt } from '../cms/decrypt.ts';
import { encryptFor } from '../cms/encrypt-for.ts';
import { CmsNotDecrypted } from '../cms/errors.ts';
import { makeHolder } from '../cms/holders-for-tests.ts';
import { signData } from '../cms/sign-data.ts';
import { verifySignedData } from '../cms/verify-signed-data.ts';
import { openToken, type Token } from './open-token.ts';

const library = '/usr/lib/softhsm/libsofthsm2.so';
const pin = '1234';
const holder = makeHolder();
const other = makeHolder({ serialNumber: 2 });
const content = Buffer.from('Epikrise. '.repeat(100));

let reason = '';
let folder = '';
let token: Token | undefined;

beforeAll(async () => {
  reason = (await needDebianPackage('softhsm2', library)) ?? '';
  if (reason) return;
  folder = await mkdtemp(join(tmpdir(), 'samband-softhsm-'));
  await mkdir(join(folder, 'tokens'));
  const configuration = join(folder, 'softhsm2.conf');
  await writeFile(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`);
  const keyFile = join(folder, 'key.pem');
  await writeFile(keyFile, holder.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const run = (...args: string[]) =>
    execFileSync('softhsm2-util', args, { env: { SOFTHSM2_CONF: configuration }, stdio: 'ignore' });
  run('--init-token', '--free', '--label', 'samband', '--pin', pin, '--so-pin', '12345678');
  run('--import', keyFile, '--token', 'samband', '--label', 'sykehus', '--id', 'a1', '--pin', pin);
  vi.stubEnv('SOFTHSM2_CONF', configuration);
  token = await openToken({
    library,
    tokenLabel: 'samband',
    pin,
    certificates: [other.certificate, holder.certificate],
  });
}, 200_000);

afterAll(async () => {
  token?.close();
  if (folder) await rm(folder, { recursive: true });
});

beforeEach((context) => context.skip(reason !== '', reason));

const held = () => {
  const [key, ...more] = token?.keys ?? [];
  if (!key || more.length > 0) throw new Error('the token does not hold the one key');
  return key;
};

describe('a key in a token', () => {
  test('is found by its certificate, and only where the token holds it', () => {
    expect(held().certificate).toEqual(holder.certificate);
  });

  test.each(['sha256', 'sha384', 'sha512'] as const)('signs what others find right: %s', (digest) => {
    const verdict = verifySignedData(signData(content, held(), { digest }), [holder.certificate]);
    expect(verdict).toMatchObject({ valid: true, digest });
  });

  test.each(['rsa-pkcs1-v1_5', 'rsa-oaep-sha1'] as const)(
    'opens what was encrypted to its certificate: %s',
    (keyTransport) => {
      for (const contentAlgorithm of ['aes-256-cbc', 'aes-256-gcm'] as const) {
        const cms = encryptFor([holder.certificate], content, { keyTransport, contentAlgorithm });
        expect(decrypt(cms, [held()])).toEqual(content);
      }
    },
  );

  test('gives the one error where the padding of the key is broken', () => {
    const block = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(254, 7)]);
    const broken = craftGcm(holder, content, { encryptedKey: rawRsa(holder, block) });
    const cut = craftGcm(holder, content, { encryptedKey: Buffer.alloc(20, 1) });

    expect(() => decrypt(broken, [held()])).toThrow(CmsNotDecrypted);
    expect(() => decrypt(cut, [held()])).toThrow(CmsNotDecrypted);
  });
});

test('a session that was lost is opened again by whoever needs it', () => {
  const cms = encryptFor([holder.certificate], content);
  token?.close();
  expect(decrypt(cms, [held()])).toEqual(content);
  token?.close();
  expect(verifySignedData(signData(content, held()), [holder.certificate])).toMatchObject({ valid: true });
});

test.each([
  [{ library: '/nowhere/libtoken.so' }, 'library-not-found'],
  [{ tokenLabel: 'another' }, 'no-such-token'],
])('a token that cannot be opened says why: %j', async (wrong, why) => {
  const options = { library, tokenLabel: 'samband', pin, certificates: [], ...wrong };
  await expect(openToken(options)).rejects.toMatchObject({ code: 'key-token-unavailable', facts: { why } });
});
