import { projectRoot } from '../processes/programs.ts';
import { runProcess } from '../processes/run-process.ts';
import { type Check, projectChecks } from './checks.ts';

const lanes = 2; // a laptop's two cores; tsc and oxlint use more than one thread as it is

/** Runs every check, one printed line each, and shows the output of those that failed. True when all passed. */
export async function runChecks(checks: readonly Check[] = projectChecks()): Promise<boolean> {
  const waiting = [...checks];
  const failures: string[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const report = await runCheck(check);
      if (report) failures.push(report);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const report of failures) console.log(report);
  return failures.length === 0;
}

/** The report to show when the check failed, or undefined. */
async function runCheck(check: Check): Promise<string | undefined> {
  const { exitCode, output, seconds } = await runProcess(process.execPath, check.args, { cwd: projectRoot });
  const passed = exitCode === 0;
  const line = `${passed ? 'ok  ' : 'FAIL'}  ${check.name.padEnd(13)} ${check.covers.padEnd(40)} ${seconds.toFixed(1).padStart(5)} s`;
  console.log(line);
  return passed ? undefined : `\n── ${check.name} (exit code ${exitCode}) ──\n${output.trimEnd()}`;
}
