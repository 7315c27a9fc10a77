import { expect, test } from 'vitest';
import { listModels } from './list-models.ts';

test('lists every model with its namespace, message and version', () => {
  const models = listModels();

  expect(models).toHaveLength(223);
  expect(models).toContainEqual({
    name: 'epikrise-1.2',
    namespace: 'http://www.kith.no/xmlstds/epikrise/2012-02-15',
    message: 'Epikrise',
    version: '1.2',
    documents: ['Message'],
  });
});
