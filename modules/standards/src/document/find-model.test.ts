import { expect, test } from 'vitest';
import { findModel } from '../index.ts';
import { example } from '../official-documents-for-tests.ts';

test('a MsgHead is about the document in it; what we have no model of is about nothing', () => {
  expect(findModel(example('dialog'))).toMatchObject({
    name: expect.stringMatching(/^dialogmelding-/),
    version: '1.1',
  });
  expect(findModel(Buffer.from('<a xmlns="urn:unknown"/>'))).toBeUndefined();
});
