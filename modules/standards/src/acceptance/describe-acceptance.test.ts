import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeAcceptance } from './describe-acceptance.ts';

const PAGE = join(import.meta.dirname, '../../../../docs/standards/acceptance.md');

test('the page about the acceptance tests is the one that is made from the cases', async () => {
  await expect(describeAcceptance()).toMatchFileSnapshot(PAGE);
});
