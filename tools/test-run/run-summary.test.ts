import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programs, projectRoot } from '../processes/programs.ts';
import { runProcess } from '../processes/run-process.ts';
import { addSummaries, countsLine, type RunSummary, skippedForFixtures, skippedLines } from './run-summary.ts';

const reporter = join(import.meta.dirname, 'summary-reporter.ts');
const one: RunSummary = { passed: 3, failed: 1, skipped: [{ test: 'a > b', reason: 'no reason given' }] };

test('counts stand alone on a line', () => {
  expect(countsLine(one)).toBe('3 passed, 1 failed, 1 skipped');
});

test('two runs are counted together', () => {
  expect(countsLine(addSummaries(one, one))).toBe('6 passed, 2 failed, 2 skipped');
});

test('skipped tests are listed by reason, the most frequent first', () => {
  const skipped = ['not on Windows', 'no network', 'no network'].map((reason) => ({ test: 'a > b', reason }));

  expect(skippedLines(skipped)).toEqual(['  2 × no network (a > b)', '  1 × not on Windows (a > b)']);
});

test('tells tests that miss the fixtures from those with another reason', () => {
  const reasons = ['no reference fixtures at ../shared/fixtures', 'no fixtures in this season'];

  expect(skippedForFixtures(reasons.map((reason) => ({ test: 'a', reason })))).toHaveLength(1);
});

test('the reporter counts passed, failed and skipped tests, files that do not load, and stray errors', async () => {
  const summary = await runSample({
    'sample.test.ts': `
      import { expect, test } from 'vitest';
      test('passes', () => {});
      test('fails', () => expect(1).toBe(2));
      test('skips', (context) => context.skip(true, 'for a reason'));`,
    'broken.test.ts': `throw new Error('does not load');`,
    'stray.test.ts': `
      import { test } from 'vitest';
      test('leaves a promise behind', () => void Promise.reject(new Error('stray')));`,
  });

  expect(summary).toEqual({
    passed: 2,
    failed: 3,
    skipped: [{ test: 'sample.test.ts > skips', reason: 'for a reason' }],
  });
});

async function runSample(files: Readonly<Record<string, string>>): Promise<RunSummary> {
  const folder = mkdtempSync(join(tmpdir(), 'samband-reporter-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(projectRoot, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const file = join(folder, 'summary.json');
    await runProcess(process.execPath, [programs.vitest, 'run', '--root', folder, `--reporter=${reporter}`], {
      cwd: folder,
      env: { PATH: process.env['PATH'], SAMBAND_TEST_SUMMARY_FILE: file },
    });
    return JSON.parse(readFileSync(file, 'utf8')) as RunSummary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
