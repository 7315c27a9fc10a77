import { Command } from 'commander';
import { herId as readHerId } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { printParty } from '../print/party.ts';
import type { Shell } from '../shell.ts';

/** `samband party get`: one party, whole. */
export function partyGetCommand(context: Context): Command {
  return new Command('get')
    .description('show one party')
    .argument('<herId>', 'HER-id', readHerId)
    .addHelpText('after', examples(['samband party get 8000042']))
    .action(handler(context, showParty));
}

/** Prints one party, whole. */
export async function showParty(shell: Shell, herId: number): Promise<ExitCode> {
  const { network } = await openNetwork(shell, { scopes: [SCOPE.readParties] });
  const party = await network.parties.get(herId, { signal: shell.io.signal });
  await printParty(shell, party);
  return ExitCode.done;
}
