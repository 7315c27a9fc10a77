import { createHash, randomBytes, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  context,
  type Der,
  derBytes,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
} from '../asn1/write-der.ts';
import { readCertificate } from '../trust/certificate.ts';
import { contentInfo, contentTypes } from './content-info.ts';
import { describeCms } from './describe-cms.ts';
import { digestIdentifier } from './digest-algorithms.ts';
import { holderIdentifier } from './holder-identifier.ts';
import { makeHolder } from './holders-for-tests.ts';
import { signData } from './sign-data.ts';
import { signedAttributes } from './signed-attributes.ts';
import { verifySignedData } from './verify-signed-data.ts';

const holder = makeHolder();
const other = makeHolder({ serialNumber: 4_712 });
const text = Buffer.from('Epikrise. '.repeat(20));
const signingTime = new Date('2026-11-24T12:00:00Z');

describe('signed data', () => {
  test('is right for its signer, whatever the content and the digest', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.constantFrom('sha256' as const, 'sha384' as const, 'sha512' as const),
        fc.boolean(),
        (content, digest, detached) => {
          const cms = signData(content, holder, { digest, detached });
          const verdict = verifySignedData(
            cms,
            [other.certificate, holder.certificate],
            detached ? { detachedContent: content } : {},
          );
          return verdict.valid && Buffer.compare(verdict.content, content) === 0 && verdict.digest === digest;
        },
      ),
      { numRuns: 200 },
    );
  });

  test('names its signer by issuer and serial number, not by which certificate stands first', () => {
    const cms = signData(text, holder, { signingTime, chain: [other.certificate] });

    expect(verifySignedData(cms, [other.certificate, holder.certificate])).toEqual({
      valid: true,
      content: text,
      signer: holder.certificate,
      digest: 'sha256',
      signingTime,
    });
    expect(verifySignedData(cms, [other.certificate])).toEqual({ valid: false, reason: 'signer-unknown' });
    expect(describeCms(cms)).toEqual({
      kind: 'signed-data',
      contentType: contentTypes.data,
      contentSizeBytes: text.length,
      signers: [
        {
          issuer: 'CN=Prøve sykehus',
          serialNumber: '1267',
          digest: 'sha256',
          signatureAlgorithm: 'rsa-pkcs1-v1_5',
          signingTime,
        },
      ],
      certificates: [holder.certificate, other.certificate],
    });
  });

  test('is not right for a certificate that has the same name and number and another key', () => {
    const impostor = makeHolder();
    const cms = signData(text, impostor);
    expect(verifySignedData(cms, [impostor.certificate])).toMatchObject({ valid: true });
    expect(verifySignedData(cms, [holder.certificate])).toEqual({ valid: false, reason: 'signature-differs' });
  });

  test('says what was changed', () => {
    const cms = signData(text, holder);
    const changed = (at: number) => {
      const copy = Buffer.from(cms);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return verifySignedData(copy, [holder.certificate]);
    };
    const digest = createHash('sha256').update(text).digest();

    expect(changed(cms.indexOf(text) + 3)).toEqual({ valid: false, reason: 'digest-differs' });
    expect(changed(cms.indexOf(digest))).toEqual({ valid: false, reason: 'digest-differs' });
    expect(changed(cms.length - 1)).toEqual({ valid: false, reason: 'signature-differs' });
    expect(verifySignedData(signData(text, holder, { detached: true }), [holder.certificate])).toEqual({
      valid: false,
      reason: 'content-missing',
    });
    expect(
      verifySignedData(signData(text, holder, { detached: true }), [holder.certificate], {
        detachedContent: randomBytes(5),
      }),
    ).toEqual({ valid: false, reason: 'digest-differs' });
  });

  test('is not right without the attributes it should have, or with those of another content type', () => {
    const withoutDigest = derBytes(setOf(attribute('1.2.840.113549.1.9.3', objectIdentifier(contentTypes.data))));
    const ofAnotherType = signedAttributes(
      contentTypes.signedData,
      createHash('sha256').update(text).digest(),
      signingTime,
    );

    for (const attributes of [withoutDigest, ofAnotherType]) {
      expect(verifySignedData(craft({ attributes }), [holder.certificate])).toEqual({
        valid: false,
        reason: 'attributes-incomplete',
      });
    }
    expect(verifySignedData(craft({ contentType: contentTypes.envelopedData }), [holder.certificate])).toEqual({
      valid: false,
      reason: 'attributes-incomplete',
    });
  });

  test('is unreadable with an attribute that stands twice: two readers could see two digests', () => {
    const digest = attribute('1.2.840.113549.1.9.4', octetString(randomBytes(32)));
    const attributes = derBytes(setOf(digest, digest, attribute('1.2.840.113549.1.9.5', time(signingTime))));
    expect(() => verifySignedData(craft({ attributes }), [holder.certificate])).toThrow('stands twice');
  });

  test('whose attributes were made the content, so that the same signature fits, is not right', () => {
    const stolen = signedAttributes(contentTypes.data, createHash('sha256').update(text).digest(), signingTime);

    expect(verifySignedData(craft({ content: text }), [holder.certificate])).toMatchObject({ valid: true });
    expect(verifySignedData(craft({ content: stolen }), [holder.certificate])).toEqual({
      valid: false,
      reason: 'attributes-ambiguous',
    });
  });

  test('with a digest that is too weak, or two that contradict each other, is not taken', () => {
    const sha384WithRsa = '1.2.840.113549.1.1.12';
    expect(verifySignedData(craft({ algorithm: sha384WithRsa }), [holder.certificate])).toEqual({
      valid: false,
      reason: 'algorithm-refused',
    });
    expect(verifySignedData(craft({ algorithm: '1.2.3.4' }), [holder.certificate])).toEqual({
      valid: false,
      reason: 'algorithm-refused',
    });
    const weak = makeHolder({ modulusLength: 1024 });
    expect(verifySignedData(craft({ signer: weak }), [weak.certificate])).toEqual({
      valid: false,
      reason: 'algorithm-refused',
    });
  });

  test('is not made with a key that others would refuse', () => {
    expect(() => signData(text, makeHolder({ type: 'ec' }))).toThrow('not-rsa');
    expect(() => signData(text, makeHolder({ modulusLength: 1024 }))).toThrow('key-too-short');
  });
});

function attribute(type: string, value: Der): Der {
  return sequence(objectIdentifier(type), setOf(value));
}

/** SignedData whose signature is right, from parts that need not fit together. */
function craft({
  content = text as Uint8Array,
  attributes = undefined as Uint8Array | undefined,
  contentType = contentTypes.data as string,
  algorithm = '1.2.840.113549.1.1.1',
  signer = holder,
}): Buffer {
  const digest = digestIdentifier('sha256');
  const signerInfo = sequence(
    integer(1),
    holderIdentifier(readCertificate(signer.certificate), 'issuer-and-serial-number'),
    digest,
    ...(attributes ? [Buffer.concat([Buffer.of(0xa0), attributes.subarray(1)])] : []),
    sequence(objectIdentifier(algorithm), nullValue),
    octetString(sign('sha256', attributes ?? content, signer.privateKey)),
  );
  const encapsulated = sequence(objectIdentifier(contentType), context(0, octetString(content)));
  const signedData = sequence(integer(1), setOf(digest), encapsulated, setOf(signerInfo));
  return derBytes(contentInfo(contentTypes.signedData, signedData));
}
