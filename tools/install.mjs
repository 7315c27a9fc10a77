// Runs before `npm start`, `npm test`, `npm run check` and `npm run bench`, on whatever Node started npm.
// Installs exactly what the lock file says when node_modules is absent or older than the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const stamp = 'node_modules/.package-lock.json';
const lock = 'package-lock.json';
const isCurrent = existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs;

if (!isCurrent) {
  console.log('Installing what is missing (npm ci) …');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    console.error(
      `npm ci failed${error ? `: ${error.message}` : ''}. Look at the lines above, mend that, and run the command again.`,
    );
    process.exit(1);
  }
}
