import { Command } from 'commander';
import { herId as readHerId } from '../arguments.ts';
import { confirm } from '../confirm.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { type PartyOptions, partyBody, withPartyOptions } from '../party-options.ts';
import { printParty } from '../print/party.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

type ChangeOptions = PartyOptions & { readonly end?: boolean; readonly yes?: boolean };

/** `samband party change`: changes what is said, leaves the rest. */
export function partyChangeCommand(context: Context): Command {
  const command = new Command('change').description('change a party').argument('<herId>', 'HER-id', readHerId);
  return withPartyOptions(command)
    .option('--end', 'end it now: nobody can reach it any more')
    .option('--yes', 'do not ask before ending it')
    .addHelpText(
      'after',
      examples([
        'samband party change 8000042 --display-name "Storvik legesenter, resepsjon"',
        'samband party change 8000042 --end',
      ]),
    )
    .action(handler(context, change));
}

async function change(shell: Shell, herId: number, { end, yes, ...options }: ChangeOptions): Promise<ExitCode> {
  const facts = { ...partyBody(options), ...(end && { validTo: new Date().toISOString() }) };
  if (Object.keys(facts).length === 0)
    throw new WrongUsage('Nothing to change was said.', 'See samband party change --help.');
  const { network } = await openNetwork(shell, { scopes: [SCOPE.writeParties] });
  const { signal } = shell.io;
  const { version, name } = await network.parties.get(herId, { signal });
  if (end && !yes) await confirm(shell, `End ${name} (${herId})? Nobody can reach it after that.`);
  const party = await network.parties.change(herId, { ...facts, expectedVersion: version }, { signal });
  await printParty(shell, party);
  return ExitCode.done;
}
