#!/usr/bin/env node
// Starts the command on the project's own Node (24), whatever Node the shell found: older ones cannot run TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const ownNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= 24) {
  await import(main);
} else if (existsSync(ownNode)) {
  const { status, signal } = spawnSync(ownNode, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = signal ? 130 : (status ?? 1);
} else {
  console.error('samband needs Node 24 and finds only an older one. Run `npm ci` in the project first.');
  process.exitCode = 1;
}
