import type { Command } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { type CommonOptions, createShell, type Shell } from './shell.ts';

/** Shared by the commands of one run; the one that runs leaves its exit code here. */
export interface Context {
  readonly io: Io;
  exitCode: ExitCode;
}

/** A command's work as commander wants it. What it throws is put into words by `runSamband`. */
export function handler<Args extends unknown[]>(
  context: Context,
  work: (shell: Shell, ...args: Args) => Promise<ExitCode>,
) {
  return async (...all: unknown[]): Promise<void> => {
    const command = all.at(-1) as Command;
    const shell = createShell(context.io, command.optsWithGlobals<CommonOptions>());
    context.exitCode = await work(shell, ...(all.slice(0, -1) as Args));
  };
}

/** The examples below a help text, and further words if any. */
export function examples(lines: readonly string[], words = ''): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}${words && `\n\n${words}`}`;
}
