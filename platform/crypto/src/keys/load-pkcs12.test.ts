import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { decrypt } from '../cms/decrypt.ts';
import { encryptFor } from '../cms/encrypt-for.ts';
import { makeHolder } from '../cms/holders-for-tests.ts';
import { type OpensslPeer, opensslPeer } from '../cms/openssl-for-tests.ts';
import { Pkcs12Unreadable } from './errors.ts';
import { loadPkcs12 } from './load-pkcs12.ts';

const installed = opensslPeer();
const holder = makeHolder();
const issuer = makeHolder({ serialNumber: 2 });
const password = 'blåbær og 漢字';

let openssl: OpensslPeer;
beforeEach((context) => {
  context.skip(!installed, 'openssl is not installed');
  if (installed) openssl = installed;
});
afterAll(() => installed?.close());

const exported = (options: readonly string[], by = password): Buffer => {
  const { certificate, key } = openssl.filesOf(holder);
  const chain = openssl.filesOf(issuer).certificate;
  const files = ['-in', certificate, '-inkey', key, '-certfile', chain];
  return openssl.run(['pkcs12', '-export', ...files, '-passout', `pass:${by}`, ...options]);
};

describe('a PKCS#12 file', () => {
  test.each([
    ['of OpenSSL 3', []],
    ['of OpenSSL 1 and Windows, with RC2 of 40 bits and 3DES', ['-legacy']],
    ['with 3DES for both', ['-legacy', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES']],
    [
      'with 3DES of two keys and RC2 of 128 bits',
      ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-RC2-128'],
    ],
    ['with AES-128 and certificates in the open', ['-keypbe', 'AES-128-CBC', '-certpbe', 'NONE']],
    ['with a MAC of SHA-512', ['-macalg', 'sha512']],
    ['without a MAC', ['-nomac']],
  ])('gives its key with the certificate that belongs to it: %s', (_kind, options) => {
    const [entry, ...more] = loadPkcs12(exported(options), password);

    expect(more).toEqual([]);
    expect(entry?.privateKey.equals(holder.privateKey)).toBe(true);
    expect(entry?.certificate).toEqual(holder.certificate);
    expect(entry?.chain).toEqual([issuer.certificate]);
    if (entry) expect(decrypt(encryptFor([holder.certificate], Buffer.from('hei')), [entry]).toString()).toBe('hei');
  });

  test('may have no password', () => {
    expect(loadPkcs12(exported([], ''), '')).toHaveLength(1);
    expect(loadPkcs12(exported(['-legacy'], ''), '')).toHaveLength(1);
  });

  test('says why nothing is taken from it', () => {
    const file = exported([]);
    const why = (bytes: Uint8Array, by: string) => {
      try {
        return loadPkcs12(bytes, by);
      } catch (error) {
        expect(error).toBeInstanceOf(Pkcs12Unreadable);
        return (error as Pkcs12Unreadable).facts['why'];
      }
    };
    const { certificate } = openssl.filesOf(holder);
    const withoutKey = ['pkcs12', '-export', '-nokeys', '-in', certificate, '-passout', 'pass:x'];

    expect(why(file, 'another')).toBe('password');
    expect(why(exported(['-nomac']), 'another')).toBe('password');
    expect(why(openssl.run(withoutKey), 'x')).toBe('no-key');
    expect(why(Buffer.from('hei'), 'x')).toBe('not-pkcs12');
    for (let length = 0; length < file.length; length += 7)
      expect(why(file.subarray(0, length), password)).toBe('not-pkcs12');
    const changed = Buffer.from(file);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(why(changed, password)).toBe('password');
  });
});
