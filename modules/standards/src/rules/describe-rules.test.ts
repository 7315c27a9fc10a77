import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeRules } from './describe-rules.ts';

const PAGE = join(import.meta.dirname, '../../../../docs/standards/rules.md');

test('the page about the rules is the one that is made from them', async () => {
  await expect(describeRules()).toMatchFileSnapshot(PAGE);
});
