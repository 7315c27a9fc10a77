import { Command, Option } from 'commander';
import { herId, wholeNumber } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { PARTY_KINDS } from '../party-options.ts';
import { partyTable } from '../print/party.ts';
import type { Shell } from '../shell.ts';

export interface SearchOptions {
  readonly kind?: 'organization' | 'service' | 'person' | 'department';
  readonly parent?: number;
  readonly limit: number;
  readonly after?: number;
}

/** `samband party search`: by name, number or place. */
export function partySearchCommand(context: Context): Command {
  return new Command('search')
    .description('find parties by name or number')
    .argument('[text]', 'beginnings of words in the name, or a number')
    .addOption(new Option('--kind <kind>', 'only parties of this kind').choices(PARTY_KINDS))
    .option('--parent <herId>', 'only the units of this organisation', herId)
    .option('--limit <number>', 'at most so many, up to 100', wholeNumber, 20)
    .option('--after <herId>', 'go on after this one', herId)
    .addHelpText(
      'after',
      examples(['samband party search nordfjell', 'samband party search --kind service --parent 8000010']),
    )
    .action(handler(context, searchParties));
}

/** Prints those who are found. */
export async function searchParties(shell: Shell, text: string | undefined, options: SearchOptions): Promise<ExitCode> {
  const { parent, ...rest } = options;
  const { network } = await openNetwork(shell, { scopes: [SCOPE.readParties] });
  const query = {
    ...rest,
    ...(text !== undefined && { text }),
    ...(parent !== undefined && { parentHerId: parent }),
  };
  const page = await network.parties.search(query, { signal: shell.io.signal });
  const { communicationParties: parties, nextAfter } = page;
  shell.show(page, () => (parties.length === 0 ? 'Nobody found.' : partyTable(shell.colours, parties)));
  if (nextAfter !== undefined) shell.say(`There are more: add --after ${nextAfter}`);
  return ExitCode.done;
}
