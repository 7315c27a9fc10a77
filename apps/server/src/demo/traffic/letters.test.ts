import { readHeader, validate } from '@samband/standards';
import { expect, test } from 'vitest';
import { judgeDocument } from '../judge-document.ts';
import { readExamples, writeLetter } from './letters.ts';
import { lettersInARound, planLetter } from './plan.ts';

const examples = await readExamples();
const messageId = '019c5b1e-7d2a-7c4f-8a3b-9e6d5c4b3a2f';
const generatedAt = new Date('2026-11-24T10:00:00Z');
const written = Array.from({ length: lettersInARound }, (_, step) => {
  const letter = planLetter(11, step);
  return { letter, bytes: writeLetter(letter, examples, { messageId, generatedAt }) };
});

test('every letter of a round is valid and addressed as planned, but the broken one', () => {
  for (const { letter, bytes } of written) {
    const { verdict, findings } = validate(bytes);
    const expected = letter.course === 'broken-document' ? 'invalid' : 'valid';
    expect(verdict, `${letter.kind}, ${letter.course}: ${JSON.stringify(findings)}`).toBe(expected);
    expect(readHeader(bytes)).toMatchObject({ messageId, sender: { herId: letter.from.unit.herId } });
    expect(readHeader(bytes).receivers.map(({ herId }) => herId)).toEqual(
      [letter.to, letter.copyTo].filter((party) => party !== undefined).map(({ unit }) => unit.herId),
    );
  }
});

test('only the letter about a patient who moved is rejected by a journal system, and says why', () => {
  for (const { letter, bytes } of written) {
    if (letter.course !== 'moved-patient') expect(judgeDocument(bytes)).toEqual({ appRecStatus: 'Ok' });
    else
      expect(judgeDocument(bytes)).toMatchObject({ appRecStatus: 'Rejected', appRecErrorList: [{ errorCode: 'E35' }] });
  }
});

test('says other things at other times, and knows no identity number but those of the examples', () => {
  const texts = new Set(written.map(({ bytes }) => Buffer.from(bytes).toString()));
  expect(texts.size).toBeGreaterThan(lettersInARound / 2);
  const numbers = /(?<!\d)\d{11}(?!\d)/g;
  const ofExamples = Object.values(examples).flatMap((bytes) => Buffer.from(bytes).toString().match(numbers) ?? []);
  for (const { bytes } of written) {
    for (const number of Buffer.from(bytes).toString().match(numbers) ?? []) expect(ofExamples).toContain(number);
  }
});
