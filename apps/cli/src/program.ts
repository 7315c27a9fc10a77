import { Command } from 'commander';
import { clientCommand } from './commands/client.ts';
import { ebxmlCommand } from './commands/ebxml.ts';
import { inboxCommand } from './commands/inbox.ts';
import { keysCommand } from './commands/keys.ts';
import { modelsCommand } from './commands/models.ts';
import { overdueCommand } from './commands/overdue.ts';
import { partyCommand } from './commands/party.ts';
import { readCommand } from './commands/read.ts';
import { receiptCommand } from './commands/receipt.ts';
import { renderCommand } from './commands/render.ts';
import { retentionCommand } from './commands/retention.ts';
import { sendCommand } from './commands/send.ts';
import { statusCommand } from './commands/status.ts';
import { traceCommand } from './commands/trace.ts';
import { validateCommand } from './commands/validate.ts';
import type { Context } from './context.ts';

const WORDS = `
Begin with:
  samband party "name"                  who can be written to, and their HER-ids
  samband send letter.xml --to <herId> --wait
  samband inbox <herId> --follow

Exit codes: 0 done, 1 refused (or no answer in time), 2 wrong usage, 3 the network cannot be reached.

Where it finds things: the server and the clients' keys are described in the nearest .samband folder upward from here,
which the server writes. --server and --client choose others.`;

/** Commands as a person looks for them. */
const GROUPS = [
  {
    heading: 'Messages:',
    commands: [sendCommand, inboxCommand, readCommand, receiptCommand, statusCommand, traceCommand, overdueCommand],
  },
  { heading: 'The network itself:', commands: [partyCommand, clientCommand, retentionCommand, keysCommand] },
  {
    heading: 'Documents, without the network:',
    commands: [validateCommand, renderCommand, modelsCommand, ebxmlCommand],
  },
] as const;

/** The whole command line. Building it loads nothing heavy; each command loads what it needs when it runs. */
export function createProgram(context: Context): Command {
  const { stdout, stderr } = context.io;
  const program = new Command('samband')
    .description('Send, follow and prove messages on the Samband health network.')
    .version('0.1.0', '-V, --version', 'print the version')
    .option('--server <url>', 'the network to call (default: the one that runs here, or http://localhost:8080)')
    .option('--client <name or file>', 'whose key to use (default: the client here that acts for the HER-id)')
    .option('--json', 'print results as JSON, one document a line')
    .option('--debug', 'on a failure, also print where in the program it arose')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', WORDS);
  program.configureHelp({ showGlobalOptions: true });
  for (const { heading, commands } of GROUPS) {
    for (const make of commands) program.addCommand(make(context).helpGroup(heading));
  }
  return withOutput(program, stdout, stderr);
}

/** commander's settings do not reach commands that were made apart, so they are given to each, with its own way to help. */
function withOutput(command: Command, stdout: Context['io']['stdout'], stderr: Context['io']['stderr']): Command {
  command.exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
  });
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    withOutput(child, stdout, stderr);
  }
  return command.showHelpAfterError(`(${wholeName(command)} --help shows what there is)`);
}

function wholeName(command: Command): string {
  return command.parent ? `${wholeName(command.parent)} ${command.name()}` : command.name();
}
