import { needDebianPackage } from '@samband/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holder, stranger } from '../messages-for-tests.ts';
import { type Case, generateCases, signCase, verifyCase } from './generated-for-tests.ts';
import { template } from './template-for-tests.ts';
import { type XmlsecPeer, xmlsecPeer } from './xmlsec1-for-tests.ts';

const VERIFIED = 250;
const SIGNED = 150;

let missing: string | undefined;
let xmlsec: XmlsecPeer;

beforeAll(async () => {
  missing = await needDebianPackage('xmlsec1', '/usr/bin/xmlsec1');
  xmlsec = xmlsecPeer();
}, 150_000);
afterAll(() => xmlsec.close());

function partsOf(cases: readonly Case[]) {
  return cases.flatMap(({ attachments }) => attachments);
}

test('xmlsec1 accepts what we sign, and not with another key', async ({ skip }) => {
  skip(missing !== undefined, missing ?? '');
  const cases = generateCases(VERIFIED);
  const signed = cases.map((one) => signCase(one, holder));
  const accepted = await xmlsec.verify(signed, partsOf(cases), holder.certificate);

  expect(cases[accepted]?.bytes.toString()).toBeUndefined();
  expect(accepted).toBe(VERIFIED);
  expect(await xmlsec.verify(signed, partsOf(cases), stranger.certificate)).toBe(0);
});

test('we accept what xmlsec1 signs', async ({ skip }) => {
  skip(missing !== undefined, missing ?? '');
  const cases = generateCases(SIGNED);
  const signed = await xmlsec.sign(cases.map(template), partsOf(cases), holder);
  const verdicts = signed.map((bytes, index) => verifyCase(cases[index], bytes, holder));

  expect(verdicts.map((verdict) => (verdict.valid ? 'valid' : verdict.reason))).toEqual(cases.map(() => 'valid'));
});
