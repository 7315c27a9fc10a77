/** What one vitest run came to. Written by the reporter, read by `npm test`. */
export interface RunSummary {
  readonly passed: number;
  /** Failed tests, and as one each: files that could not be loaded, errors outside any test. */
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

export interface SkippedTest {
  readonly test: string;
  readonly reason: string;
}

/** How the `fixture()` helper of platform/testing begins its reason. */
const fixturesAbsent = /^no reference fixtures/;

export const nothingRun: RunSummary = { passed: 0, failed: 0, skipped: [] };

export function addSummaries(one: RunSummary, other: RunSummary): RunSummary {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: [...one.skipped, ...other.skipped],
  };
}

/** The last line of `npm test`, in a form that a CI can read. */
export function countsLine({ passed, failed, skipped }: RunSummary): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

/** One line per reason, most frequent first, with how many tests it kept from running and one of them by name. */
export function skippedLines(skipped: readonly SkippedTest[]): string[] {
  const byReason = Map.groupBy(skipped, ({ reason }) => reason);
  return [...byReason]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([reason, tests]) => `  ${tests.length} × ${reason} (${tests[0]?.test})`);
}

/** Tests that said the fixtures are absent. Where the folder is there after all, that is a fault of the test run. */
export function skippedForFixtures(skipped: readonly SkippedTest[]): readonly SkippedTest[] {
  return skipped.filter(({ reason }) => fixturesAbsent.test(reason));
}
