import { existsSync, readFileSync } from 'node:fs';
import { startDebianPostgres } from '@samband/testing';
import { runProcess } from '../processes/run-process.ts';
import { nothingRun, type RunSummary } from './run-summary.ts';
import { runTests } from './run-tests.ts';

const packageName = 'postgresql-15';

/**
 * The suites that speak SQL: they must mean the same on the oldest PostgreSQL that operators run. How the embedded
 * server is kept alive has nothing to do with another one.
 */
const databaseSuites = ['platform/db', 'modules/address-register', 'modules/identity', 'modules/exchange'];
/** A project of vitest.config.ts: `--exclude` does not reach into projects. */
const withoutEmbedded = '--project=!embedded';

type Server = NonNullable<Awaited<ReturnType<typeof startDebianPostgres>>>;

/**
 * Runs the database tests once more, on Debian's PostgreSQL 15 (the SQL level we write to), and says so when it
 * cannot. `SAMBAND_TEST_DEBIAN=off` leaves it out. A server that is there and does not start is a failure.
 */
export async function runDebianPass(): Promise<RunSummary> {
  try {
    const server = await serverOrReason();
    if (typeof server === 'string') {
      console.log(`\nDebian's PostgreSQL 15: not tested, ${server}.`);
      return nothingRun;
    }
    console.log("\nThe database tests again, on Debian's PostgreSQL 15.");
    return await runTestsOn(server);
  } catch (error) {
    console.error("\nDebian's PostgreSQL 15:", error);
    return { ...nothingRun, failed: 1 };
  }
}

async function runTestsOn(server: Server): Promise<RunSummary> {
  try {
    return await runTests([...databaseSuites, withoutEmbedded], { SAMBAND_TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

/** The running server (installed by us just now, if need be), or why there is none. */
async function serverOrReason(): Promise<Server | string> {
  if (process.env['SAMBAND_TEST_DEBIAN'] === 'off') return 'SAMBAND_TEST_DEBIAN is off';
  const installed = await startDebianPostgres();
  if (installed) return installed;
  if (!isDebian12()) return 'this is not Debian 12';
  if (process.getuid?.() !== 0) return `it is not installed (apt-get install ${packageName})`;
  console.log(`\nInstalling ${packageName} with apt-get, to run the database tests on it as well.`);
  const server = (await installServer()) ? await startDebianPostgres() : undefined;
  return server ?? `apt-get could not install ${packageName}`;
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
