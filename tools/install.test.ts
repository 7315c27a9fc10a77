import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let project: string;
let calls: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'samband-install-'));
  calls = join(project, 'npm-calls');
  mkdirSync(join(project, 'tools'));
  cpSync(join(import.meta.dirname, 'install.mjs'), join(project, 'tools/install.mjs'));
  writeLock('1.0.0');
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

test('installs when node_modules is absent, and not again', async () => {
  fakeNpm(installs('1.0.0'));

  expect(await install()).toMatchObject({ exitCode: 0, output: expect.stringContaining('npm ci') });
  expect(await install()).toEqual({ exitCode: 0, output: '' });
  expect(npmCalls()).toEqual(['ci --no-audit --no-fund']);
});

test('a lock file that was only touched does not install again', async () => {
  fakeNpm(installs('1.0.0'));
  await install();
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(project, 'package-lock.json'), later, later);

  await install();

  expect(npmCalls()).toHaveLength(1);
});

test('a lock file with another version in it installs again', async () => {
  fakeNpm(installs('1.0.0'));
  await install();
  writeLock('1.0.1');
  fakeNpm(installs('1.0.1'));

  await install();
  await install();

  expect(npmCalls()).toHaveLength(2);
});

test('an installation made by hand with npm is taken as it is', async () => {
  fakeNpm(installs('1.0.0'));
  await install();
  rmSync(join(project, 'node_modules/.samband-lock-sha256'));

  await install();

  expect(npmCalls()).toHaveLength(1);
});

test('an older lock file taken back after npm was run by hand installs again', async () => {
  fakeNpm(installs('1.0.0'));
  await install();
  const record = join(project, 'node_modules/.package-lock.json');
  writeFileSync(record, readFileSync(record, 'utf8').replace('1.0.0', '1.0.1'));

  await install();

  expect(npmCalls()).toHaveLength(2);
});

test('a workspace without its link installs again', async () => {
  fakeNpm(installs('1.0.0'));
  await install();
  rmSync(join(project, 'node_modules/@own'), { recursive: true });

  await install();

  expect(npmCalls()).toHaveLength(2);
});

test('runs the install script of the node package where npm skipped it', async () => {
  const node = join(project, 'node_modules/node/bin');
  fakeNpm(
    `${installs('1.0.0')}; rm -r '${node}'; [ "$1" != rebuild ] || { mkdir -p '${node}'; touch '${node}/node'; }`,
  );

  expect((await install()).exitCode).toBe(0);
  expect(npmCalls()).toEqual(['ci --no-audit --no-fund', 'rebuild node --ignore-scripts=false']);
});

test('two commands started together install once', async () => {
  fakeNpm(`sleep 0.3; ${installs('1.0.0')}`);

  const [one, other] = await Promise.all([install(), install()]);

  expect([one.exitCode, other.exitCode]).toEqual([0, 0]);
  expect(npmCalls()).toHaveLength(1);
  expect(existsSync(join(project, '.install.lock'))).toBe(false);
});

test('an installation that was killed does not block the next', async () => {
  const gone = spawn('true');
  await new Promise((resolve) => gone.on('close', resolve));
  writeFileSync(join(project, '.install.lock'), String(gone.pid));
  fakeNpm(installs('1.0.0'));

  expect((await install()).exitCode).toBe(0);
});

test.each([
  ['a full disk', 'npm error code ENOSPC', 'The disk is full'],
  ['no network', 'npm error code EAI_AGAIN', 'could not reach its registry'],
  ['a folder that is not ours', 'npm error code EACCES', 'npm may not write here'],
  ['a lock file behind package.json', 'npm error `npm ci` can only install packages when in sync', 'do not agree'],
  ['anything else', 'npm error gremlins', 'exit code 7'],
])('%s gets one clear sentence', async (_, said, sentence) => {
  fakeNpm(`echo '${said}' >&2; exit 7`);

  const { exitCode, output } = await install();

  expect(exitCode).toBe(1);
  expect(output.trim().split('\n').at(-1)).toContain(sentence);
});

test('says so when npm is missing', async () => {
  expect(await install()).toEqual({ exitCode: 1, output: expect.stringContaining('npm was not found on the PATH') });
});

test('says so when the lock file is missing or half of one', async () => {
  writeFileSync(join(project, 'package-lock.json'), '{"packages": {');
  expect(await install()).toEqual({ exitCode: 1, output: expect.stringContaining('cannot be read') });

  rmSync(join(project, 'package-lock.json'));
  expect(await install()).toEqual({ exitCode: 1, output: expect.stringContaining('package-lock.json is missing') });
});

function writeLock(version: string): void {
  const packages = {
    '': { name: 'sample' },
    'own/one': { name: '@own/one' },
    'node_modules/@own/one': { resolved: 'own/one', link: true },
    'node_modules/node': { version },
    'node_modules/elsewhere': { version, optional: true },
  };
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
}

/** Shell lines that leave behind what `npm ci` does. */
function installs(version: string): string {
  const record = JSON.stringify({
    packages: { 'node_modules/@own/one': { link: true }, 'node_modules/node': { version } },
  });
  return [
    `mkdir -p node_modules/node/bin node_modules/@own/one`,
    `touch node_modules/node/bin/node node_modules/@own/one/package.json`,
    `echo '${record}' > node_modules/.package-lock.json`,
  ].join('; ');
}

function fakeNpm(lines: string): void {
  const program = join(project, 'bin/npm');
  mkdirSync(join(project, 'bin'), { recursive: true });
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${calls}'\n${lines}\n`);
  chmodSync(program, 0o755);
}

function npmCalls(): string[] {
  return readFileSync(calls, 'utf8').trim().split('\n');
}

function install(): Promise<{ exitCode: number | null; output: string }> {
  // Only the fake npm and the system's own folders: where the machine has an npm there, `bin` comes first.
  const PATH = existsSync(join(project, 'bin')) ? `${join(project, 'bin')}:/usr/bin:/bin` : join(project, 'nowhere');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(project, 'tools/install.mjs')], { env: { PATH } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
