// Runs before `npm start`, `npm test`, `npm run check` and `npm run bench`, on whatever Node started npm: plain
// JavaScript for Node 14 and up, no dependency. Installs exactly what the lock file says when node_modules does not
// match it. "Matches" is judged by content, not by time: a `git checkout` touches files without changing them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = join(root, 'package-lock.json');
const installedFile = join(root, 'node_modules', '.package-lock.json');
const stampFile = join(root, 'node_modules', '.samband-lock-sha256');
const busyFile = join(root, '.install.lock');
const busyWaitMs = 500;
const busyWaitsMax = 1200; // ten minutes
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const diskFull = 'The disk is full: make room where the project lies (about 500 MB) and run the command again.';

/** Text in npm's output → the sentence that says what to do. The first that fits is used. */
const knownFailures = [
  [
    /ENOSPC|no space left/i,
    'The disk is full: make room where the project lies (about 500 MB) and run the command again.',
  ],
  [/EACCES|EPERM|EROFS/, 'npm may not write here: the project folder must belong to the user who runs the command.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|CERT_|self.signed certificate/,
    'npm could not reach its registry: check the network, the proxy and `npm config get registry`.',
  ],
  [
    /can only install .* in sync|EUSAGE/,
    'package.json and package-lock.json do not agree: run `npm install`, and commit the lock file with the change.',
  ],
  [/EBADPLATFORM/, 'A package in the lock file has no build for this kind of machine: the lines above name it.'],
];

main().catch((error) => stop(`The install step itself failed: ${error.stack || error}`));

async function main() {
  if (!existsSync(lockFile)) {
    stop(
      'package-lock.json is missing. It says exactly what to install: take it back with `git checkout package-lock.json`.',
    );
  }
  const lockText = readFileSync(lockFile, 'utf8');
  const packages = readLock(lockText).packages;

  if (!isInstalled(packages, lockText)) await oneAtATime(() => install(packages, lockText));
  writeStamp(lockText);
}

async function install(packages, lockText) {
  if (isInstalled(packages, lockText)) return; // by the command we waited for
  if (!hasEverything(packages, lockText)) {
    console.log('Installing what the lock file names (npm ci). The first time this takes a minute or so.');
    const { exitCode, output } = await runNpm(['ci', '--no-audit', '--no-fund']);
    if (exitCode !== 0) stop(reasonFor(output, exitCode));
  }
  await ensureOwnNode(packages);
}

/** Two commands started together (`npm start` here, `npm test` there) must not install over each other. */
async function oneAtATime(work) {
  for (let waits = 0; !takeBusyFile(); waits += 1) {
    if (waits === 0) console.log('Another command is installing: waiting for it.');
    if (waits === busyWaitsMax)
      stop('Another command has been installing for ten minutes. Stop it, or delete .install.lock.');
    await new Promise((resolve) => setTimeout(resolve, busyWaitMs));
  }
  process.on('exit', () => {
    if (existsSync(busyFile)) unlinkSync(busyFile);
  });
  await work();
}

/** True when the file is ours now: new, or left behind by a process that is gone. */
function takeBusyFile() {
  try {
    const file = openSync(busyFile, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'ENOSPC') return stop(diskFull);
    if (error.code !== 'EEXIST')
      return stop(`Cannot write in the project folder (${error.code}): npm could not either.`);
  }
  if (isHolderAlive()) return false;
  unlinkSync(busyFile);
  return takeBusyFile();
}

function isHolderAlive() {
  const holder = Number(readFileSync(busyFile, 'utf8'));
  if (!holder) return true; // just made, its number not written yet
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // alive, and another user's
  }
}

function readLock(text) {
  try {
    const lock = JSON.parse(text);
    if (lock.packages) return lock;
  } catch {
    // Told below, together with a lock file of a format too old to have `packages`.
  }
  return stop(
    'package-lock.json cannot be read (a merge conflict, or half a file?). `git checkout package-lock.json` takes it back.',
  );
}

function isInstalled(packages, lockText) {
  return hasEverything(packages, lockText) && hasOwnNode(packages);
}

/** True when node_modules holds what the lock file names, by our own stamp or, after a hand-run npm, by npm's record. */
function hasEverything(packages, lockText) {
  if (!existsSync(installedFile)) return false;
  const links = Object.keys(packages).filter((path) => packages[path].link);
  if (!links.every((path) => existsSync(join(root, path, 'package.json')))) return false;
  return readStamp() === stampFor(lockText) || hasSameVersions(packages);
}

/** One hash over what should be installed and what npm recorded as installed: a change of either makes us look again. */
function stampFor(lockText) {
  return createHash('sha256').update(lockText).update(readFileSync(installedFile)).digest('hex');
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : undefined;
}

/** npm's own record of what it installed has every version the lock file asks for (optional ones may be absent). */
function hasSameVersions(packages) {
  let installed;
  try {
    installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages || {};
  } catch {
    return false;
  }
  return Object.keys(packages).every((path) => {
    if (!path.includes('node_modules/')) return true; // the workspaces themselves: their links are checked above
    const wanted = packages[path];
    const found = installed[path];
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version;
  });
}

function hasOwnNode(packages) {
  return !packages['node_modules/node'] || existsSync(ownNode);
}

/** The `node` package fetches its program in an install script; where scripts are switched off, run just that one. */
async function ensureOwnNode(packages) {
  if (hasOwnNode(packages)) return;
  console.log('Fetching the Node that the project runs on (its install script was skipped).');
  const { exitCode, output } = await runNpm(['rebuild', 'node', '--ignore-scripts=false']);
  if (exitCode !== 0) stop(reasonFor(output, exitCode));
  if (!hasOwnNode(packages)) {
    stop(
      'The package `node` is installed without its program: npm did not run its install script. `npm rebuild node` does.',
    );
  }
}

/** Runs npm from the PATH; its lines go to the terminal as they come, and what it said on stderr is returned. */
function runNpm(args) {
  return new Promise((resolve) => {
    const child = spawn('npm', args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stderr.on('data', (chunk) => {
      process.stderr.write(chunk);
      output = (output + chunk).slice(-65536);
    });
    child.on('error', (error) => {
      if (error.code === 'ENOENT')
        stop('npm was not found on the PATH. It comes with Node: install Node from your system or its site.');
      resolve({ exitCode: 1, output: String(error) });
    });
    child.on('close', (code) => resolve({ exitCode: code === null ? 1 : code, output }));
  });
}

function reasonFor(output, exitCode) {
  if (exitCode === 127 || exitCode === 9009)
    return 'npm was not found on the PATH. It comes with Node: install Node from your system or its site.';
  const known = knownFailures.find(([pattern]) => pattern.test(output));
  return known
    ? known[1]
    : `npm ended with exit code ${exitCode}: the lines above say why. Mend that and run the command again.`;
}

function writeStamp(lockText) {
  try {
    const stamp = stampFor(lockText);
    if (readStamp() !== stamp) writeFileSync(stampFile, `${stamp}\n`);
  } catch (error) {
    if (error.code === 'ENOSPC') stop(diskFull);
    // A read-only installation is complete all the same; the next start compares versions again.
  }
}

function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
