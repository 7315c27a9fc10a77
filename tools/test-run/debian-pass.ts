import { existsSync, readFileSync } from 'node:fs';
import { startDebianPostgres } from '@samband/testing';
import { runProcess } from '../processes/run-process.ts';
import { nothingRun, type RunSummary } from './run-summary.ts';
import { runTests } from './run-tests.ts';

const server = '/usr/lib/postgresql/15/bin/postgres';
const packageName = 'postgresql-15';

/** The suites that speak SQL: they must mean the same on the oldest PostgreSQL that operators run. */
const databaseSuites = ['platform/db', 'modules/address-register', 'modules/identity', 'modules/exchange'];

/**
 * Runs the database tests once more, on Debian's PostgreSQL 15 (the SQL level we write to), and says so when it
 * cannot. `SAMBAND_TEST_DEBIAN=off` leaves it out.
 */
export async function runDebianPass(): Promise<RunSummary> {
  const obstacle = await obstacleToPass();
  if (obstacle) {
    console.log(`\nDebian's PostgreSQL 15: not tested, ${obstacle}.`);
    return nothingRun;
  }
  const running = await startDebianPostgres();
  if (!running) {
    console.log("\nDebian's PostgreSQL 15: not tested, the installed server was not found by the test helper.");
    return nothingRun;
  }
  console.log(`\nThe database tests again, on Debian's PostgreSQL 15.`);
  try {
    return await runTests(databaseSuites, { SAMBAND_TEST_DATABASE_URL: running.url });
  } finally {
    await running.stop();
  }
}

/** Why the pass cannot be made, or undefined when the server is there (installed by us just now, if need be). */
async function obstacleToPass(): Promise<string | undefined> {
  if (process.env['SAMBAND_TEST_DEBIAN'] === 'off') return 'SAMBAND_TEST_DEBIAN is off';
  if (existsSync(server)) return undefined;
  if (!isDebian12()) return 'this is not Debian 12';
  if (process.getuid?.() !== 0) return `it is not installed (apt-get install ${packageName})`;
  console.log(`\nInstalling ${packageName} with apt-get, to run the database tests on it as well.`);
  return (await installServer()) && existsSync(server) ? undefined : `apt-get could not install ${packageName}`;
}

function isDebian12(): boolean {
  const file = '/etc/os-release';
  return existsSync(file) && /^VERSION_CODENAME=bookworm$/m.test(readFileSync(file, 'utf8'));
}

async function installServer(): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args: string[]) => runProcess('apt-get', args, { env, timeoutMs: 180_000 });
  await aptGet('update', '-q');
  const { exitCode, output } = await aptGet('install', '-y', '-q', '--no-install-recommends', packageName);
  if (exitCode !== 0) console.log(output.trimEnd().split('\n').slice(-3).join('\n'));
  return exitCode === 0;
}
