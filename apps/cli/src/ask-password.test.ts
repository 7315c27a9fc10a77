import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { askPassword } from './ask-password.ts';
import { createShell } from './shell.ts';

/** A terminal at which this is typed. */
function terminal(...typed: string[]) {
  const modes: boolean[] = [];
  let shown = '';
  const stdin = Object.assign(Readable.from(typed.map((text) => Buffer.from(text))), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  const output = { write: (text: string | Uint8Array) => (shown += String(text)), isTTY: true };
  const signal = new AbortController().signal;
  const shell = createShell({ stdin, stdout: output, stderr: output, cwd: '.', signal, allowColours: false }, {});
  return { shell, modes, shown: () => shown };
}

test('what is typed is not shown, letters can be erased, and the terminal is as it was after Enter', async () => {
  const { shell, modes, shown } = terminal('bl', 'åx', '\u007f', 'bær', '\rmore');

  expect(await askPassword(shell, 'Password', undefined)).toBe('blåbær');
  expect(shown()).toBe('Password: \n');
  expect(modes).toEqual([true, false]);
});

test('Ctrl-C ends the question, and the terminal is as it was', async () => {
  const { shell, modes } = terminal('secr\u0003');

  await expect(askPassword(shell, 'Password', undefined)).rejects.toThrow('Nothing was done.');
  expect(modes).toEqual([true, false]);
});
