import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { decrypt } from './decrypt.ts';
import { describeCms } from './describe-cms.ts';
import { encryptFor } from './encrypt-for.ts';
import { makeHolder } from './holders-for-tests.ts';
import { type OpensslPeer, opensslPeer } from './openssl-for-tests.ts';
import { signData } from './sign-data.ts';
import { verifySignedData } from './verify-signed-data.ts';

const installed = opensslPeer();
const a = makeHolder({ serialNumber: 1 });
const b = makeHolder({ modulusLength: 3072, serialNumber: 200, issuer: 'Legesenter, avd. "Øst"' });
const ec = makeHolder({ type: 'ec', serialNumber: 3 });
const sizes = [0, 1, 15, 16, 17, 8_192, 300_000];

let openssl: OpensslPeer;
beforeEach((context) => {
  context.skip(!installed, 'openssl is not installed');
  if (installed) openssl = installed;
});
afterAll(() => installed?.close());

const contentOf = (size: number) => randomBytes(size);

describe('what we encrypt', () => {
  const cases = (['aes-256-cbc', 'aes-256-gcm'] as const).flatMap((contentAlgorithm) =>
    (['rsa-pkcs1-v1_5', 'rsa-oaep-sha1', 'rsa-oaep-sha256'] as const).map((keyTransport, index) => ({
      contentAlgorithm,
      keyTransport,
      recipientsBy: index === 1 ? ('subject-key-identifier' as const) : ('issuer-and-serial-number' as const),
    })),
  );
  test.each(cases)('openssl opens: $contentAlgorithm, $keyTransport, $recipientsBy', (options) => {
    const { certificate, key } = openssl.filesOf(b);
    for (const size of [sizes[cases.indexOf(options)] ?? 0, 5_000]) {
      const content = contentOf(size);
      const cms = encryptFor([a.certificate, b.certificate], content, options);
      const opened = openssl.run(
        ['cms', '-decrypt', '-binary', '-inform', 'DER', '-recip', certificate, '-inkey', key],
        cms,
      );
      expect(opened.equals(content)).toBe(true);
    }
  });
});

describe('what openssl encrypts', () => {
  const ciphers = [
    ['-aes128', 'aes-128-cbc'],
    ['-aes192', 'aes-192-cbc'],
    ['-aes256', 'aes-256-cbc'],
    ['-des3', 'des-ede3-cbc'],
    ['-aes-128-gcm', 'aes-128-gcm'],
    ['-aes-192-gcm', 'aes-192-gcm'],
    ['-aes-256-gcm', 'aes-256-gcm'],
  ] as const;
  const oaep256 = [
    '-keyopt',
    'rsa_padding_mode:oaep',
    '-keyopt',
    'rsa_oaep_md:sha256',
    '-keyopt',
    'rsa_mgf1_md:sha256',
  ];
  const forms = [
    ['in one piece', [], []],
    ['as a stream, by key identifier', ['-stream', '-keyid'], []],
    ['with OAEP', [], ['-keyopt', 'rsa_padding_mode:oaep']],
    ['as a stream, with OAEP and SHA-256', ['-stream'], oaep256],
  ] as const;

  test.each(ciphers.flatMap((cipher, index) => forms.map((form, n) => [...cipher, ...form, index + n] as const)))(
    'we open: %s (%s) %s',
    (flag, contentAlgorithm, _form, options, keyOptions, caseIndex) => {
      // AuthEnvelopedData cannot be streamed by OpenSSL 3.0.
      const streamed = flag.includes('gcm') ? options.filter((option) => option !== '-stream') : options;
      const content = contentOf(sizes[caseIndex % sizes.length] ?? 0);
      const { certificate } = openssl.filesOf(a);
      const cms = openssl.run(
        ['cms', '-encrypt', '-binary', '-outform', 'DER', flag, ...streamed, '-recip', certificate, ...keyOptions],
        content,
      );

      expect(decrypt(cms, [b, a]).equals(content)).toBe(true);
      expect(describeCms(cms)).toMatchObject({ contentAlgorithm, otherRecipientCount: 0 });
    },
  );
});

describe('what we sign', () => {
  test.each([
    ['sha256', false, 8_192],
    ['sha384', false, 0],
    ['sha512', true, 300_000],
  ] as const)('openssl finds right: %s, detached %s, %i bytes', (digest, detached, size) => {
    const content = contentOf(size);
    const cms = signData(content, b, { digest, detached, chain: [a.certificate] });
    const { certificate } = openssl.filesOf(b);
    const beside = detached ? ['-content', openssl.file('content', content)] : [];
    const found = openssl.run(
      ['cms', '-verify', '-binary', '-inform', 'DER', '-CAfile', certificate, '-purpose', 'any', ...beside],
      cms,
    );

    expect(found.equals(content)).toBe(true);
  });
});

describe('what openssl signs', () => {
  const pss = ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest'];
  test.each([
    ['with attributes', ['-nodetach'], 'sha256'],
    ['as a stream', ['-nodetach', '-stream'], 'sha384'],
    ['by key identifier', ['-nodetach', '-keyid'], 'sha512'],
    ['without attributes', ['-nodetach', '-noattr'], 'sha256'],
    ['without certificates', ['-nodetach', '-nocerts'], 'sha256'],
    ['beside the content', [], 'sha256'],
    ['with PSS', ['-nodetach', ...pss], 'sha256'],
  ] as const)('we find right: %s', (_form, options, digest) => {
    const content = contentOf(9_000);
    const cms = signedByOpenssl(a, content, ['-md', digest, ...options]);
    const detached = options.length === 0 ? { detachedContent: content } : {};
    const verdict = verifySignedData(cms, [b.certificate, a.certificate], detached);

    expect(verdict).toMatchObject({ valid: true, digest });
    if (verdict.valid) {
      expect(Buffer.from(verdict.content).equals(content)).toBe(true);
      expect(a.certificate.equals(verdict.signer)).toBe(true);
    }
    expect(verifySignedData(cms, [b.certificate], detached)).toEqual({ valid: false, reason: 'signer-unknown' });
  });

  test('with ECDSA we find right, and SHA-1 only where it is agreed', () => {
    const content = contentOf(100);
    expect(verifySignedData(signedByOpenssl(ec, content, ['-nodetach']), [ec.certificate])).toMatchObject({
      valid: true,
    });

    const old = signedByOpenssl(a, content, ['-nodetach', '-md', 'sha1']);
    expect(verifySignedData(old, [a.certificate])).toEqual({ valid: false, reason: 'algorithm-refused' });
    expect(verifySignedData(old, [a.certificate], { digests: ['sha1'] })).toMatchObject({
      valid: true,
      digest: 'sha1',
    });
  });

  test('and encrypts after, we open and find right', () => {
    const content = contentOf(8_192);
    const { certificate } = openssl.filesOf(a);
    const signed = signedByOpenssl(b, content, ['-nodetach', '-stream']);
    const cms = openssl.run(['cms', '-encrypt', '-binary', '-stream', '-outform', 'DER', '-des3', certificate], signed);

    expect(verifySignedData(decrypt(cms, [a]), [b.certificate])).toMatchObject({ valid: true, content });
  });

  function signedByOpenssl(holder: typeof a, content: Uint8Array, options: readonly string[]): Buffer {
    const { certificate, key } = openssl.filesOf(holder);
    const signer = ['-signer', certificate, '-inkey', key];
    return openssl.run(['cms', '-sign', '-binary', '-outform', 'DER', ...signer, ...options], content);
  }
});
