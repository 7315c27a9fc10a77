import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programs, projectRoot } from '../processes/programs.ts';
import { runProcess } from '../processes/run-process.ts';
import type { RunSummary } from './run-summary.ts';

const reporter = join(import.meta.dirname, 'summary-reporter.ts');

/**
 * Runs vitest with its own reporter on the terminal (a line as each file ends, also in a pipe) and returns the counts.
 * `args` are vitest's: file filters, `-t name`, and so on.
 */
export async function runTests(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunSummary> {
  const folder = mkdtempSync(join(tmpdir(), 'samband-test-run-'));
  const summaryFile = join(folder, 'summary.json');
  try {
    const { exitCode } = await runProcess(
      process.execPath,
      [programs.vitest, 'run', '--reporter=default', `--reporter=${reporter}`, ...args],
      { cwd: projectRoot, output: 'show', env: { ...process.env, ...env, SAMBAND_TEST_SUMMARY_FILE: summaryFile } },
    );
    return checkedSummary(readSummary(summaryFile), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The counts, or undefined when vitest ended before it could write them. */
function readSummary(file: string): RunSummary | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunSummary;
  } catch {
    return undefined;
  }
}

/** The exit code has the last word: a run that ended badly is never reported as free of failures. */
function checkedSummary(summary: RunSummary | undefined, exitCode: number): RunSummary {
  if (!summary) return { passed: 0, failed: 1, skipped: [] };
  return exitCode !== 0 && summary.failed === 0 ? { ...summary, failed: 1 } : summary;
}
