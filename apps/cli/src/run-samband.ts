import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { printFailure } from './print/failure.ts';
import { createProgram } from './program.ts';
import { type CommonOptions, createShell } from './shell.ts';

/**
 * Runs the command once and gives its exit code; never throws.
 * @param argv what follows the command's name
 */
export async function runSamband(argv: readonly string[], io: Io): Promise<ExitCode> {
  const context: Context = { io, exitCode: ExitCode.done };
  const program = createProgram(context);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return context.exitCode;
  } catch (thrown) {
    // Options before the fault may not have been read yet, so --json is looked for in the words themselves.
    const options: CommonOptions = { ...program.opts(), ...(argv.includes('--json') && { json: true }) };
    const shell = createShell(io, options);
    return thrown instanceof CommanderError ? afterParsing(shell, thrown) : printFailure(shell, thrown);
  }
}

/** commander throws to leave: with 0 after --help and --version, otherwise after it has said what is wrong. */
function afterParsing(shell: ReturnType<typeof createShell>, { code, exitCode, message }: CommanderError): ExitCode {
  if (exitCode === 0) return ExitCode.done;
  if (shell.options.json) shell.show({ error: { code: 'wrong-usage', message: message || code } }, () => '');
  return ExitCode.wrongUsage;
}
