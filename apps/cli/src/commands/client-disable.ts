import { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';

/** `samband client disable`: ends a client. */
export function clientDisableCommand(context: Context): Command {
  return new Command('disable')
    .description('end a client: no more tokens, and those it has are refused')
    .argument('<clientId>', 'as samband client list shows it')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples(['samband client disable <clientId>', 'samband client disable <clientId> --yes']))
    .action(
      handler(context, async (shell, clientId: string, { yes }: { readonly yes?: boolean }) => {
        const { network } = await openNetwork(shell, { scopes: [SCOPE.clients] });
        if (!yes) await confirm(shell, `Disable ${clientId}? Its system is shut out at once.`);
        const client = await network.clients.disable(clientId, { signal: shell.io.signal });
        shell.show(client, () => `Disabled: ${clientId}.`);
        return ExitCode.done;
      }),
    );
}
