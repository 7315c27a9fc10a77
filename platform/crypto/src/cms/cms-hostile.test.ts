import { readFileSync } from 'node:fs';
import { isDomainError } from '@samband/errors';
import { fixture } from '@samband/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Der, derBytes, octetString, sequence } from '../asn1/write-der.ts';
import { decrypt } from './decrypt.ts';
import { describeCms } from './describe-cms.ts';
import { encryptFor } from './encrypt-for.ts';
import { CmsNotDecrypted, CmsUnreadable } from './errors.ts';
import { makeHolder } from './holders-for-tests.ts';
import { signData } from './sign-data.ts';
import { verifySignedData } from './verify-signed-data.ts';

const holder = makeHolder();
const text = Buffer.from('Epikrise. '.repeat(20));
const samples = {
  enveloped: encryptFor([holder.certificate], text),
  authEnveloped: encryptFor([holder.certificate], text, { contentAlgorithm: 'aes-256-gcm' }),
  signed: signData(text, holder),
};

/** Reads in all ways; gives the codes of what was refused. Anything that is no expected failure is thrown on. */
function refusals(bytes: Uint8Array): string[] {
  const readers = [
    () => describeCms(bytes),
    () => decrypt(bytes, [holder]),
    () => verifySignedData(bytes, [holder.certificate]),
  ];
  return readers.flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      if (!isDomainError(error)) throw error;
      expect([CmsUnreadable, CmsNotDecrypted]).toContain(error.constructor);
      return [error.code];
    }
  });
}

const unreadable = ['cms-unreadable', 'cms-unreadable', 'cms-unreadable'];

describe('what is no CMS, or was damaged,', () => {
  test.each(Object.entries(samples))('is unreadable when it is cut anywhere: %s', (_kind, cms) => {
    for (let length = 0; length < cms.length; length++) {
      expect(refusals(cms.subarray(0, length))).toEqual(unreadable);
    }
    expect(refusals(Buffer.concat([cms, Buffer.of(0)]))).toEqual(unreadable);
  });

  test.each(Object.entries(samples))(
    'is refused or read, and nothing else, when any octet is another: %s',
    (_kind, cms) => {
      for (let offset = 0; offset < cms.length; offset++) {
        const changed = Buffer.from(cms);
        changed[offset] = offset % 2 === 0 ? 0x80 : (cms[offset] ?? 0) ^ 0x20;
        refusals(changed);
      }
    },
  );

  test('is refused when it is random, or begins right and goes on at random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => refusals(bytes).length === 3),
      { numRuns: 500 },
    );
    const tail = fc.tuple(fc.constantFrom(...Object.values(samples)), fc.nat(), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(tail, ([cms, at, bytes]) => {
        refusals(Buffer.concat([cms.subarray(0, at % cms.length), bytes]));
      }),
      { numRuns: 1_000 },
    );
  });

  test('is refused quickly when it is nested, long or claims to be long', () => {
    let deep: Der = octetString(text);
    for (let level = 0; level < 5_000; level++) deep = sequence(deep);
    const ofContentInfo = samples.enveloped.subarray(4, 15);
    const bombs = [
      derBytes(deep),
      Buffer.alloc(1_000_000, Buffer.from('3080', 'hex')),
      Buffer.concat([Buffer.from('3080', 'hex'), ofContentInfo, Buffer.alloc(1_000_000, Buffer.from('a080', 'hex'))]),
      Buffer.concat([
        Buffer.from('3080', 'hex'),
        ofContentInfo,
        Buffer.from('a0803080', 'hex'),
        Buffer.alloc(4_000_000, Buffer.from('0500', 'hex')),
      ]),
      Buffer.from('3084ffffffff', 'hex'),
      Buffer.from('3086ffffffffffff', 'hex'),
      Buffer.from('30ff', 'hex'),
      Buffer.alloc(65 * 1024 * 1024, 0x30),
    ];
    for (const bomb of bombs) expect(refusals(bomb)).toEqual(unreadable);
  });

  test('is refused where it is another kind than asked for', () => {
    expect(() => decrypt(samples.signed, [holder])).toThrow('it is not encrypted');
    expect(() => verifySignedData(samples.enveloped, [])).toThrow('it is not signed');
    expect(describeCms(Buffer.from('300f06092a864886f70d010705a0023000', 'hex'))).toEqual({
      kind: 'other',
      contentType: '1.2.840.113549.1.7.5',
    });
  });
});

describe('what others have sent', () => {
  test('is read in BER of indefinite lengths, with 3DES and content in pieces', (context) => {
    const path = 'messaging/navikt+ebxml-processor/ebms-payload/src/test/resources/xml/kryptert_fil';
    const cms = Buffer.from(readFileSync(fixture(context, path), 'utf8'), 'base64');

    expect(cms.subarray(0, 2).toString('hex')).toBe('3080');
    expect(describeCms(cms)).toMatchObject({
      kind: 'enveloped-data',
      contentAlgorithm: 'des-ede3-cbc',
      keyAlgorithm: 'rsa-pkcs1-v1_5',
      recipients: [{ serialNumber: expect.any(String) }],
    });
    expect(() => decrypt(cms, [holder])).toThrow(CmsNotDecrypted);
  });

  test('is read as the payload of a settlement message', (context) => {
    const path = 'oppgjørsmelding/2023_08_29T12_56_58_328.p7m';
    const cms = readFileSync(
      fixture(context, `messaging/navikt+ebxml-processor/ebms-provider/src/test/resources/${path}`),
    );

    expect(describeCms(cms)).toMatchObject({
      kind: 'enveloped-data',
      contentAlgorithm: 'aes-256-cbc',
      keyAlgorithm: 'rsa-pkcs1-v1_5',
      recipients: [{ issuer: 'CN=Buypass Class 3 Test4 CA 3,O=Buypass AS-983163327,C=NO' }],
      encryptedSizeBytes: 3_776,
    });
  });
});
