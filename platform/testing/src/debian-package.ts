import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 180_000;
/** What Debian asks before it starts a service that it has just installed; 101 is no. */
const POLICY_FILE = '/usr/sbin/policy-rc.d';

/**
 * Makes sure that a program or library of a Debian package is there: installs it where we are root, asking nothing and starting no
 * service of its own.
 * @returns why it is not there, or undefined.
 */
export async function needDebianPackage(packageName: string, program: string): Promise<string | undefined> {
  if (existsSync(program)) return undefined;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return `${program} is not there (Debian: ${packageName})`;
  console.log(`Installing ${packageName} with apt-get, for the tests that want it`);
  const hasPolicy = existsSync(POLICY_FILE);
  if (!hasPolicy) await writeFile(POLICY_FILE, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await aptGet('install', packageName).catch(async () => {
      await aptGet('update');
      await aptGet('install', packageName);
    });
    return existsSync(program) ? undefined : `${packageName} has no ${program}`;
  } catch {
    return `apt-get could not install ${packageName}`;
  } finally {
    if (!hasPolicy) await rm(POLICY_FILE, { force: true });
  }
}

async function aptGet(command: 'install' | 'update', ...packages: string[]): Promise<void> {
  const options = [
    '-y',
    '-q',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...(packages.length > 0 ? ['--no-install-recommends'] : []),
  ];
  await run('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', command, ...options, ...packages], {
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 10_000_000,
  });
}
