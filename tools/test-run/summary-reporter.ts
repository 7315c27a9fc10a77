import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { RunSummary, SkippedTest } from './run-summary.ts';

/**
 * Writes the counts of a run to the file named by SAMBAND_TEST_SUMMARY_FILE. A file and not a message to the parent:
 * it is whole or absent however the process ends.
 */
// biome-ignore lint/style/noDefaultExport: vitest loads a reporter by its default export
export default class SummaryReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env['SAMBAND_TEST_SUMMARY_FILE'];
    if (!file) throw new Error('SAMBAND_TEST_SUMMARY_FILE names the file to write the counts to');
    writeFileSync(file, JSON.stringify(summarize(testModules, unhandledErrors.length)));
  }
}

function summarize(testModules: readonly TestModule[], unhandledErrors: number): RunSummary {
  const tests = testModules.flatMap((testModule) => [...testModule.children.allTests()]);
  const unloaded = testModules.filter((testModule) => testModule.errors().length > 0);
  const inState = (state: string): TestCase[] => tests.filter((test) => test.result().state === state);
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + unloaded.length + unhandledErrors,
    skipped: inState('skipped').map(asSkipped),
  };
}

function asSkipped(test: TestCase): SkippedTest {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return { test: `${test.module.relativeModuleId} > ${test.fullName}`, reason: note ?? 'no reason given' };
}
