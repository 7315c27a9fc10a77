#!/usr/bin/env node
// Starts the command on the project's own Node (24), whatever Node the shell found: older ones cannot run TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const ownNode = pathOf('../../../node_modules/node/bin/node');

if (Number.parseInt(process.versions.node, 10) >= 24) {
  // Keeps the stripped and compiled code for next time: the second start takes 0.15 s of CPU instead of 0.4 (measured).
  module.enableCompileCache(pathOf('../../../node_modules/.cache/samband'));
  await import(new URL('../src/main.ts', import.meta.url).href);
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, [pathOf('samband.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGINT', () => {}); // the terminal tells the child too, which ends in order; we end after it
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 130 : (code ?? 1);
  });
} else {
  console.error('samband needs Node 24 and finds only an older one. Run `npm ci` in the project first.');
  process.exitCode = 1;
}
