import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { context, type Der, nullValue, objectIdentifier, octetString, sequence } from '../asn1/write-der.ts';
import { contentTypes } from './content-info.ts';
import { craftEnveloped, craftGcm, rawRsa } from './crafted-for-tests.ts';
import { type DecryptionKey, decrypt } from './decrypt.ts';
import { describeCms } from './describe-cms.ts';
import { encryptFor } from './encrypt-for.ts';
import { CmsCertificateUnsuitable, CmsNotDecrypted, CmsUnreadable } from './errors.ts';
import { makeHolder } from './holders-for-tests.ts';

const holder = makeHolder();
const other = makeHolder({ serialNumber: 4_712 });
const text = Buffer.from('Epikrise. '.repeat(50));

describe('what is encrypted', () => {
  test('is opened by each receiver alone, whatever the size and the algorithms', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.constantFrom('aes-256-cbc' as const, 'aes-256-gcm' as const),
        fc.constantFrom('rsa-pkcs1-v1_5' as const, 'rsa-oaep-sha1' as const, 'rsa-oaep-sha256' as const),
        fc.constantFrom('issuer-and-serial-number' as const, 'subject-key-identifier' as const),
        fc.boolean(),
        (content, contentAlgorithm, keyTransport, recipientsBy, first) => {
          const options = { contentAlgorithm, keyTransport, recipientsBy };
          const cms = encryptFor([holder.certificate, other.certificate], content, options);
          return decrypt(cms, [first ? holder : other]).equals(content);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('says what it is without any key', () => {
    const cms = encryptFor([holder.certificate, other.certificate], text, { recipientsBy: 'issuer-and-serial-number' });

    expect(describeCms(cms)).toEqual({
      kind: 'enveloped-data',
      contentType: contentTypes.data,
      contentAlgorithm: 'aes-256-cbc',
      keyAlgorithm: 'rsa-pkcs1-v1_5',
      // A SET OF in DER: the order is that of the encodings.
      recipients: expect.arrayContaining([
        { issuer: 'CN=Prøve sykehus', serialNumber: '1267', keyAlgorithm: 'rsa-pkcs1-v1_5' },
        { issuer: 'CN=Prøve sykehus', serialNumber: '1268', keyAlgorithm: 'rsa-pkcs1-v1_5' },
      ]),
      otherRecipientCount: 0,
      encryptedSizeBytes: 512,
    });
    const byKey = encryptFor([holder.certificate], text, {
      recipientsBy: 'subject-key-identifier',
      contentAlgorithm: 'aes-256-gcm',
    });
    expect(describeCms(byKey)).toMatchObject({
      kind: 'auth-enveloped-data',
      recipients: [{ subjectKeyId: expect.stringMatching(/^[0-9A-F]{40}$/) }],
    });
  });

  test('never repeats itself', () => {
    expect(encryptFor([holder.certificate], text)).not.toEqual(encryptFor([holder.certificate], text));
  });

  test('goes to nobody whose certificate does not bear it', () => {
    const to = (certificate: Uint8Array) => () =>
      encryptFor([certificate], text, { recipientsBy: 'subject-key-identifier' });
    const short = makeHolder({ modulusLength: 1024 }).certificate;

    expect(to(short)).toThrow(new CmsCertificateUnsuitable('key-too-short'));
    expect(to(makeHolder({ type: 'ec' }).certificate)).toThrow(new CmsCertificateUnsuitable('not-rsa'));
    expect(to(makeHolder({ withKeyIdentifier: false }).certificate)).toThrow(
      new CmsCertificateUnsuitable('no-key-identifier'),
    );
    expect(to(Buffer.from('3000', 'hex'))).toThrow(expect.objectContaining({ code: 'certificate-unreadable' }));
    expect(() => encryptFor([], text)).toThrow(TypeError);
  });

  test('is opened though the sender wrote the name of the issuer in another type of string and case', () => {
    const renamed = makeHolder({ issuer: 'Laboratorium', serialNumber: 9 });
    const cms = encryptFor([renamed.certificate], text);
    const name = Buffer.from('0c0c4c61626f7261746f7269756d', 'hex');
    const at = cms.indexOf(name);
    Buffer.from('130c4c41424f5241544f5249554d', 'hex').copy(cms, at);

    expect(at).toBeGreaterThan(0);
    expect(decrypt(cms, [renamed])).toEqual(text);
  });

  test('with attributes that the tag covers is opened, and not when one of them was changed', () => {
    // RFC 5083 §2.2: authenticated as SET OF, sent under [1]. Made by hand, since nobody writes them for plain data.
    const cms = craftGcm(holder, text, { withAttributes: true });
    expect(decrypt(cms, [holder])).toEqual(text);
    const year = cms.indexOf('261124120000Z');
    cms[year] = 0x31;
    expect(() => decrypt(cms, [holder])).toThrow(CmsNotDecrypted);
  });
});

describe('what cannot be opened', () => {
  const outcomeOf = (cms: Uint8Array, keys: readonly DecryptionKey[] = [holder]): unknown => {
    try {
      return { opened: decrypt(cms, keys) };
    } catch (error) {
      return error;
    }
  };
  const facts = (error: unknown) => {
    expect(error).toBeInstanceOf(CmsNotDecrypted);
    const { name, message, stack, cause, code, kind, facts: shown } = error as CmsNotDecrypted;
    return {
      name,
      message,
      cause,
      code,
      kind,
      shown,
      where: stack?.split('\n')[1],
      keys: Object.keys(error as object).sort(),
    };
  };
  const expected = facts(outcomeOf(encryptFor([other.certificate], text)));

  test.each(['pkcs1', 'gcm'] as const)(
    'gives one error, whichever octet of key, iv, content or tag was broken: %s',
    (form) => {
      const options =
        form === 'gcm' ? ({ contentAlgorithm: 'aes-256-gcm', keyTransport: 'rsa-oaep-sha256' } as const) : {};
      const cms = encryptFor([holder.certificate], text, options);
      let refusedCount = 0;
      for (let offset = 60; offset < cms.length; offset += 3) {
        const broken = Buffer.from(cms);
        broken[offset] = (broken[offset] ?? 0) ^ 0x55;
        const outcome = outcomeOf(broken);
        if (outcome instanceof CmsUnreadable) continue; // seen without a key
        if (!(outcome instanceof Error)) {
          // Octets that say nothing, as the version. CBC besides is right by chance, and cannot tell.
          if (form === 'gcm') expect(outcome).toEqual({ opened: text });
          continue;
        }
        refusedCount += 1;
        expect(facts(outcome)).toEqual(expected);
      }
      expect(refusedCount).toBeGreaterThan(50);
    },
  );

  test('gives the same error for every way to break a padding of PKCS#1 v1.5 (Bleichenbacher)', () => {
    const key = randomBytes(32);
    const filler = (length: number) => Buffer.alloc(length, 0xaa);
    const blocks = {
      'a wrong first octet': Buffer.concat([Buffer.from([1, 2]), filler(221), Buffer.from([0]), key]),
      'the type of a signature': Buffer.concat([Buffer.from([0, 1]), filler(221), Buffer.from([0]), key]),
      'no end of the padding': Buffer.concat([Buffer.from([0, 2]), filler(254)]),
      'a padding that is too short': Buffer.concat([Buffer.from([0, 2]), filler(7), Buffer.from([0]), filler(246)]),
      'a key that is too short': Buffer.concat([Buffer.from([0, 2]), filler(237), Buffer.from([0]), key.subarray(16)]),
      'a key that is too long': Buffer.concat([
        Buffer.from([0, 2]),
        filler(220),
        Buffer.from([0]),
        key,
        Buffer.from([1]),
      ]),
      'no key at all': Buffer.concat([Buffer.from([0, 2]), filler(253), Buffer.from([0])]),
      'a right padding around another key': Buffer.concat([Buffer.from([0, 2]), filler(221), Buffer.from([0]), key]),
      'all zeros': Buffer.alloc(256),
      'an encrypted key that is too short': Buffer.alloc(255, 1),
      'an encrypted key larger than the modulus': Buffer.alloc(256, 0xff),
      'no encrypted key': Buffer.alloc(0),
    };
    for (const [what, block] of Object.entries(blocks)) {
      // GCM, so that no content is right by chance.
      const isBlock = block.length === 256 && block[0] !== 0xff;
      const cms = craftGcm(holder, text, { encryptedKey: isBlock ? rawRsa(holder, block) : block });
      expect({ what, ...facts(outcomeOf(cms)) }).toEqual({ what, ...expected });
    }
  });

  test('gives the same error for every last block of CBC that is wrong (Vaudenay)', () => {
    const cms = encryptFor([holder.certificate], Buffer.alloc(32, 7));
    const seen = new Set<string>();
    let openedCount = 0;
    for (let octet = 1; octet < 256; octet++) {
      const broken = Buffer.from(cms);
      const lastOfBlockBefore = broken.length - 17;
      broken[lastOfBlockBefore] = (broken[lastOfBlockBefore] ?? 0) ^ octet;
      const outcome = outcomeOf(broken);
      if (outcome instanceof Error) seen.add(JSON.stringify(facts(outcome)));
      else openedCount += 1;
    }
    expect([...seen]).toEqual([JSON.stringify(expected)]);
    expect(openedCount).toBe(1); // the padding 01: content that is not what was sent, as CBC must
  });

  test('gives the same error for another receiver, another key, an algorithm that is not taken, and none of ours', () => {
    const cms = encryptFor([holder.certificate], text);
    const gcm = encryptFor([holder.certificate], text, { contentAlgorithm: 'aes-256-gcm' });
    const rc2 = craftEnveloped(holder, {
      encryptedKey: randomBytes(256),
      contentAlgorithm: sequence(objectIdentifier('1.2.840.113549.3.2'), octetString(randomBytes(8))),
      encryptedContent: randomBytes(32),
    });
    const sha256 = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), nullValue);
    const oaep = (...parameters: Der[]) => sequence(objectIdentifier('1.2.840.113549.1.1.7'), sequence(...parameters));
    const mixedOaep = craftGcm(holder, text, { keyTransport: oaep(context(0, sha256)) });
    const label = sequence(objectIdentifier('1.2.840.113549.1.1.9'), octetString(Buffer.from('label')));
    const labelled = craftGcm(holder, text, { keyTransport: oaep(context(2, label)) });
    const wrongKey = { privateKey: other.privateKey, certificate: holder.certificate };

    expect(facts(outcomeOf(gcm, [other]))).toEqual(expected);
    expect(facts(outcomeOf(gcm, []))).toEqual(expected);
    expect(facts(outcomeOf(gcm, [wrongKey]))).toEqual(expected);
    expect(facts(outcomeOf(rc2))).toEqual(expected);
    expect(facts(outcomeOf(mixedOaep))).toEqual(expected);
    expect(facts(outcomeOf(labelled))).toEqual(expected);
    expect(() => decrypt(cms, [holder], { contentAlgorithms: ['aes-256-gcm'] })).toThrow(CmsNotDecrypted);
    expect(decrypt(gcm, [holder], { contentAlgorithms: ['aes-256-gcm'] })).toEqual(text);
  });

  test('does not open GCM as EnvelopedData, nor a short tag', () => {
    expect(decrypt(craftGcm(holder, text, { tagSizeBytes: 12 }), [holder])).toEqual(text);
    expect(facts(outcomeOf(craftGcm(holder, text, { tagSizeBytes: 8 })))).toEqual(expected);
    expect(facts(outcomeOf(craftGcm(holder, text, { kind: 'envelopedData' })))).toEqual(expected);
  });
});
