import { expect, test } from 'vitest';
import { officialDocuments } from './official-documents-for-tests.ts';
import { validate } from './validate.ts';

const VERDICTS = { VALID: 'valid', INVALID: 'invalid', NOTWELLFORMED: 'not-well-formed' } as const;

test('over all official documents the schema verdict is that of the official schemas', {
  timeout: 120_000,
}, (context) => {
  const differences: string[] = [];
  let count = 0;
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    const ours = validate(bytes, { schemaOnly: true }).verdict;
    if (ours !== VERDICTS[verdict]) differences.push(`${file}: ${ours}, officially ${verdict}`);
    count++;
  }
  expect(differences).toEqual([]);
  expect(count).toBe(738);
});

test('the models that a document uses are those of the official table', { timeout: 120_000 }, (context) => {
  for (const { verdict, file, models, bytes } of officialDocuments(context)) {
    if (verdict === 'NOTWELLFORMED') continue;
    expect(models, file).toEqual(expect.arrayContaining([...validate(bytes, { schemaOnly: true }).models]));
  }
});
