import { readInput } from './read-input.ts';
import type { Shell } from './shell.ts';
import { WrongUsage } from './wrong-usage.ts';

/** The first line of a file, where one is named; else asked for at a terminal, which does not show what is typed. */
export async function askPassword({ io }: Shell, question: string, file: string | undefined): Promise<string> {
  if (file !== undefined) {
    return Buffer.from(await readInput(io, file))
      .toString('utf8')
      .replace(/\r?\n[\s\S]*$/, '');
  }
  if (!io.stdin.setRawMode || !io.stderr.isTTY) {
    throw new WrongUsage('Nobody can be asked for the password here.', 'Give it in a file with --password-file.');
  }
  io.stderr.write(`${question}: `);
  io.stdin.setRawMode(true);
  try {
    return await readHidden(io.stdin);
  } finally {
    io.stdin.setRawMode(false);
    io.stderr.write('\n');
  }
}

const enter = new Set(['\r', '\n', '\u0004']);
const interrupt = '\u0003';
const erase = new Set(['\u007f', '\b']);

/** A terminal that shows nothing leaves Enter, Ctrl-C and the erasing of letters to us too. */
async function readHidden(stdin: AsyncIterable<string | Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let typed: string[] = [];
  for await (const chunk of stdin) {
    for (const letter of decoder.decode(Buffer.from(chunk), { stream: true })) {
      if (enter.has(letter)) return typed.join('');
      if (letter === interrupt) throw new WrongUsage('Nothing was done.', 'Give the password in a file instead.');
      typed = erase.has(letter) ? typed.slice(0, -1) : [...typed, letter];
    }
  }
  return typed.join('');
}
