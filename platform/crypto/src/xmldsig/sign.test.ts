import { Buffer } from 'node:buffer';
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeHolder } from '../cms/holders-for-tests.ts';
import { attachments, businessDocument, edit, envelope, holder } from './messages-for-tests.ts';
import { readSignature } from './read-signature.ts';
import { signEbms, signEnveloped } from './sign.ts';
import { verifyEbms, verifyEnveloped } from './verify.ts';

const forms = ['inclusive', 'inclusive-with-comments', 'exclusive', 'exclusive-with-comments'] as const;
const algorithms = (['sha256', 'sha384', 'sha512'] as const).flatMap(
  (hash) => [`rsa-${hash}`, `rsa-pss-${hash}`] as const,
);
const signature = /<ds:Signature .*<\/ds:Signature>/s;

test('signing changes no byte: the signature is put between them', () => {
  const signed = Buffer.from(signEnveloped(businessDocument, holder)).toString();

  expect(signed.replace(signature, '')).toBe(businessDocument.toString());
  expect(signed).toMatch(/<Empty\/><ds:Signature .*<\/ds:Signature><\/MsgHead><!-- after -->/s);
});

test('in an envelope it is the last in the header', () => {
  const signed = Buffer.from(signEbms(envelope, attachments, holder)).toString();

  expect(signed.replace(signature, '')).toBe(envelope.toString());
  expect(signed).toMatch(/<\/ds:Signature><\/SOAP:Header>/);
});

test('a document in ISO-8859-1 stays in it', () => {
  const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Ærlig</a>', 'latin1');
  const verdict = verifyEnveloped(signEnveloped(latin, holder), [holder]);

  expect(verdict.valid && Buffer.from(verdict.canonicalBytes).toString()).toBe('<a>Ærlig</a>');
});

test.each(forms)('the form %s is read back', (form) => {
  const signed = signEnveloped(businessDocument, holder, { form });

  expect(verifyEnveloped(signed, [holder])).toMatchObject({ valid: true });
});

test.each(algorithms)('%s is read back', (algorithm) => {
  const signed = signEnveloped(businessDocument, holder, { algorithm, digest: 'sha512' });

  expect(verifyEnveloped(signed, [holder])).toMatchObject({
    valid: true,
    references: [{ algorithm: 'http://www.w3.org/2001/04/xmlenc#sha512' }],
  });
});

test('a key on a curve signs with it', () => {
  const elliptic = makeHolder({ type: 'ec' });
  const verdict = verifyEbms(signEbms(envelope, [], elliptic), [], [elliptic]);

  expect(verdict).toMatchObject({ valid: true, algorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256' });
});

test('a key in a token signs there', () => {
  const token = {
    type: 'token',
    sign: (digest: string, data: Uint8Array) => sign(digest, data, holder.privateKey),
    decrypt: () => Buffer.alloc(0),
  } as const;
  const key = { privateKey: token, certificate: holder.certificate };

  expect(verifyEbms(signEbms(envelope, [], key), [], [holder])).toMatchObject({ valid: true });
  expect(() => signEbms(envelope, [], key, { algorithm: 'ecdsa-sha256' })).toThrow(TypeError);
});

describe('what cannot be signed', () => {
  test.each([
    ['what is signed already', () => signEnveloped(signEnveloped(businessDocument, holder), holder), 'already-signed'],
    ['an empty root', () => signEnveloped(Buffer.from('<a/>'), holder), 'no-place'],
    [
      'an empty header',
      () => signEbms(edit(envelope, /<SOAP:Header.*Header>/s, '<SOAP:Header/>'), [], holder),
      'no-place',
    ],
    [
      'an envelope without header',
      () => signEbms(edit(envelope, /<SOAP:Header.*Header>/s, ''), [], holder),
      'no-place',
    ],
    ['what is no envelope', () => signEbms(businessDocument, [], holder), 'no-place'],
    ['UTF-16', () => signEnveloped(Buffer.from('\ufeff<a>b</a>', 'utf16le'), holder), 'encoding'],
    ['a prefix that is lost', () => signEnveloped(Buffer.from('<a xmlns:__proto__="urn:a">b</a>'), holder), 'no-place'],
  ])('%s', (_what, attempt, reason) => {
    expect(attempt).toThrow(expect.objectContaining({ code: 'xml-not-signable', reason }));
  });

  test('two attachments of one name', () => {
    expect(() => signEbms(envelope, [...attachments, ...attachments], holder)).toThrow(TypeError);
  });
});

describe('reading without trust', () => {
  test('tells what the signature says of itself', () => {
    const read = readSignature(signEbms(envelope, attachments, holder));

    expect(read).toMatchObject({
      readable: true,
      algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      embeddedCertificates: [holder.certificate],
    });
    expect(read.readable && read.references.map(({ uri, transforms }) => [uri, transforms.length])).toEqual([
      ['', 3],
      ['cid:letter@example.test', 0],
      ['cid:image%201@example.test', 0],
    ]);
  });

  test('reads what would be refused, and says what cannot be read', () => {
    const odd = edit(signEnveloped(businessDocument, holder), /REC-xml-c14n-20010315/, 'REC-odd');

    expect(readSignature(odd, 'document')).toMatchObject({
      readable: true,
      canonicalization: expect.stringMatching(/REC-odd$/),
    });
    expect(readSignature(businessDocument, 'document')).toEqual({ readable: false, reason: 'no-signature' });
    expect(readSignature(Buffer.from('Hei'))).toEqual({ readable: false, reason: 'not-xml' });
  });
});

test('a public key is nothing to sign with', () => {
  const { privateKey } = generateKeyPairSync('ed25519');

  expect(() => signEbms(envelope, [], { ...holder, privateKey })).toThrow(TypeError);
  expect(() => signEbms(envelope, [], { ...holder, privateKey: createPublicKey(holder.privateKey) })).toThrow();
});
