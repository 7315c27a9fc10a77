import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { plain } from '../print/plain.ts';
import { table } from '../print/table.ts';

/** `samband client list`: all that may call the network. */
export function clientListCommand(context: Context): Command {
  return new Command('list')
    .description('list the clients of the network')
    .addHelpText('after', examples(['samband client list', 'samband client list --json']))
    .action(
      handler(context, async (shell) => {
        const { network } = await openNetwork(shell, { scopes: [SCOPE.clients] });
        const clients = await network.clients.list({ signal: shell.io.signal });
        shell.show(clients, () => {
          const rows = clients.map(({ clientId, name, organizationNumber, scopes, disabledAt }) => [
            plain(clientId),
            plain(name),
            organizationNumber,
            disabledAt ? shell.colours.red('disabled') : shell.colours.green('in use'),
            scopes.join(' '),
          ]);
          return table(shell.colours, ['Client id', 'Name', 'Organisation', 'State', 'May'], rows);
        });
        return ExitCode.done;
      }),
    );
}
