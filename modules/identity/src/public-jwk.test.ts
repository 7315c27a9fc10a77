import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import * as jose from 'jose';
import { describe, expect, test } from 'vitest';
import { importPublicJwk, jwkThumbprint, KeyRefused, readPublicJwk } from './public-jwk.ts';

const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' });
const p256 = ec('P-256');
const ed25519 = generateKeyPairSync('ed25519');

function take(jwk: unknown) {
  return importPublicJwk(readPublicJwk(jwk));
}

describe('keys that are taken', () => {
  test.each<[string, JsonWebKey]>([
    ['RSA of 2048 bits', rsa(2048)],
    ['RSA of 4096 bits, as HelseID makes them', rsa(4096)],
    ['P-256', p256],
    ['P-384', ec('P-384')],
    ['P-521', ec('P-521')],
    ['Ed25519', ed25519.publicKey.export({ format: 'jwk' })],
  ])('%s, with the thumbprint that others compute', async (_name, jwk) => {
    expect(take({ ...jwk, use: 'sig', kid: 'x', alg: 'whatever' }).type).toBe('public');
    expect(jwkThumbprint(readPublicJwk(jwk))).toBe(await jose.calculateJwkThumbprint(jwk as jose.JWK));
  });

  test('only the members that make the key are kept', () => {
    expect(readPublicJwk({ ...p256, kid: 'a', x5c: ['b'], extra: 1 })).toEqual(p256);
  });
});

describe('keys that are refused', () => {
  const privateEc = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

  test.each<[string, unknown, RegExp]>([
    ['a private EC key', privateEc, /private members/],
    ['a private Ed25519 key', ed25519.privateKey.export({ format: 'jwk' }), /private members/],
    ['a public key with one private member', { ...rsa(2048), qi: '' }, /private members/],
    ['a shared secret', { kty: 'oct', k: 'AAAA' }, /private members/],
    ['an empty shared secret', { kty: 'oct' }, /kty must be/],
    ['a key for encryption', { ...p256, use: 'enc' }, /use/],
    ['RSA of 1024 bits', rsa(1024), /256 to 1024 bytes/],
    ['RSA of 2047 bits in 256 bytes', { ...rsa(2048), n: narrow(rsa(2048).n) }, /2048 to 8192 bits/],
    ['RSA with exponent 1', { ...rsa(2048), e: 'AQ' }, /exponent|numbers/],
    ['RSA with an even exponent', { ...rsa(2048), e: 'AQAA' }, /exponent/],
    ['RSA with a huge exponent', { ...rsa(2048), e: rsa(2048).n }, /member e/],
    ['a curve that is not on the list', { ...p256, crv: 'secp256k1' }, /curve/],
    ['a curve named after the prototype', { ...p256, crv: 'constructor' }, /curve/],
    ['X25519, which cannot sign', { ...ed25519.publicKey.export({ format: 'jwk' }), crv: 'X25519' }, /Ed25519/],
    ['a point that is not on the curve', { ...p256, x: p256.y }, /numbers/],
    ['a coordinate of the wrong size', { ...p256, x: 'AAAA' }, /member x/],
    ['a second spelling of a coordinate', { ...p256, x: `${p256.x}=` }, /member x/],
    ['a missing coordinate', { ...p256, y: undefined }, /member y/],
    ['nothing', undefined, /not a JWK/],
    ['a list', [p256], /not a JWK/],
    ['text', 'key', /not a JWK/],
  ])('%s', (_name, jwk, why) => {
    const refusal = () => take(jwk);
    expect(refusal).toThrow(KeyRefused);
    expect(refusal).toThrow(why);
  });
});

/** The same modulus with its highest bit cleared: as many bytes, one bit less. */
function narrow(n = ''): string {
  const bytes = Buffer.from(n, 'base64url');
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('base64url');
}
