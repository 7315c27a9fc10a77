import { afterEach, expect, test, vi } from 'vitest';
import { runChecks } from './run-checks.ts';

afterEach(() => vi.restoreAllMocks());

test('prints one line a check and shows the output of those that failed only', async () => {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));

  const passed = await runChecks([
    { name: 'good', covers: 'what is right', args: ['-e', 'console.log("quiet")'] },
    { name: 'bad', covers: 'what is wrong', args: ['-e', 'console.log("the fault"); process.exit(3)'] },
  ]);

  expect(passed).toBe(false);
  expect(printed.filter((line) => /^(ok|FAIL) /.test(line))).toHaveLength(2);
  expect(printed.join('\n')).toContain('── bad (exit code 3) ──\nthe fault');
  expect(printed.join('\n')).not.toContain('quiet');
});

test('passes when every check does', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});

  expect(await runChecks([{ name: 'good', covers: 'what is right', args: ['-e', '0'] }])).toBe(true);
});
