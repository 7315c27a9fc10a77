import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { firstThatSees } from '../first-that-sees.ts';
import { listClients } from '../local/client-file.ts';
import { findSambandFolder } from '../local/samband-folder.ts';
import { SCOPE } from '../open-network.ts';
import { refusalText } from '../print/refusal.ts';
import { timeLine } from '../print/time-line.ts';
import type { Shell } from '../shell.ts';

/** `samband trace`: every step of a message, with time and proof, under any of its ids. */
export function traceCommand(context: Context): Command {
  return new Command('trace')
    .description('show every step of a message, who did it, when, and what proves it')
    .argument('<id>', "any id: the network's, the sender's MsgId, a receipt's, a conversation's")
    .addHelpText(
      'after',
      examples(['samband trace 0199c0de-0000-7000-8000-000000000001', 'samband trace <MsgId> --json']),
    )
    .action(
      handler(context, async (shell, id: string) => {
        const scopes = [SCOPE.traceAll, SCOPE.trace];
        const { found } = await firstThatSees(shell, { scopes }, ({ network }) =>
          network.traceWithRefusals(id, { signal: shell.io.signal }),
        );
        const names = await localClientNames(shell);
        const { messages, refusals } = found;
        shell.show({ messages, refusals }, () =>
          [
            ...messages.map((message) => timeLine(shell.colours, message, names)),
            ...refusals.map((refusal) => refusalText(shell.colours, refusal, names)),
          ].join('\n\n'),
        );
        return ExitCode.done;
      }),
    );
}

/** Client ids say little to people; the clients whose keys lie here have names. */
async function localClientNames({ io }: Shell): Promise<ReadonlyMap<string, string>> {
  const folder = findSambandFolder(io.cwd);
  const clients = folder === undefined ? [] : await listClients(folder);
  return new Map(clients.map(({ clientId, name }) => [clientId, name]));
}
