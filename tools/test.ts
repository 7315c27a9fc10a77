// `npm test`: the checks, then every test, then the database tests on Debian's PostgreSQL 15.
// `npm test -- modules/exchange` passes its arguments on to vitest and leaves the second database pass out.
// The last line is always "N passed, N failed, N skipped"; the exit code is 0 only when nothing failed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './checks/run-checks.ts';
import { projectRoot } from './processes/programs.ts';
import { runDebianPass } from './test-run/debian-pass.ts';
import { addSummaries, countsLine, skippedForFixtures, skippedLines } from './test-run/run-summary.ts';
import { runTests } from './test-run/run-tests.ts';

const startedAt = performance.now();
const args = process.argv.slice(2);

const checksPassed = await runChecks();
console.log(); // the tests run all the same: one run tells everything that is wrong
const main = await runTests(args);
const total = args.length === 0 ? addSummaries(main, await runDebianPass()) : main;

console.log(`\n${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes in all.`);
if (!checksPassed) console.log('Checks failed: see the top of this output.');
if (total.skipped.length > 0) console.log(['Skipped:', ...skippedLines(total.skipped)].join('\n'));

const unjustified = isContinuousIntegration() && fixturesAreThere() ? skippedForFixtures(total.skipped).length : 0;
if (unjustified > 0) console.log(`The fixtures are there, and ${unjustified} tests skipped for lack of them.`);

process.exitCode = checksPassed && total.failed === 0 && unjustified === 0 ? 0 : 1;
console.log(countsLine(total));

function isContinuousIntegration(): boolean {
  return process.env['CI'] === 'true';
}

function fixturesAreThere(): boolean {
  return existsSync(join(projectRoot, '../shared/fixtures'));
}
