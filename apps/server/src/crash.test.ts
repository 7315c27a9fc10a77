import { expect, test } from 'vitest';
import { killRuns } from '../fault/kill.ts';

// Each of the three once, at another moment every time; `npm run fault -- kill --runs 200` does it until one believes it.
const runs = 3;

test('loses and doubles nothing when server, database and both are killed under load', async () => {
  const seed = Date.now() % 100_000;

  const result = await killRuns({ runs, seed });

  expect(result, `seed ${seed}`).toMatchObject({
    lost: 0,
    doubled: 0,
    statusWithoutProof: 0,
    incomplete: 0,
    blamed: 0,
  });
  expect(result.accepted).toBeGreaterThan(runs);
}, 300_000);
