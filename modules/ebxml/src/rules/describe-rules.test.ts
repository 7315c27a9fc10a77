import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeRules } from './describe-rules.ts';

const page = join(import.meta.dirname, '../../../../docs/standards/ebxml-rules.md');

test('the page of the rules says what the rules are', async () => {
  await expect(describeRules()).toMatchFileSnapshot(page);
});
