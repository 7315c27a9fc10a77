import type { NewParty } from '@samband/sdk';
import { Command, Option } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { PARTY_KINDS, type PartyOptions, partyBody, withPartyOptions } from '../party-options.ts';
import { printParty } from '../print/party.ts';

type CreateOptions = PartyOptions & { readonly kind: (typeof PARTY_KINDS)[number] };

/** `samband party create`: registers a party; the register gives the HER-id. */
export function partyCreateCommand(context: Context): Command {
  const kind = new Option('--kind <kind>', 'what it is').choices(PARTY_KINDS).makeOptionMandatory();
  const command = new Command('create').description('register a party; it is given a HER-id').addOption(kind);
  return withPartyOptions(command)
    .addHelpText(
      'after',
      examples([
        'samband party create --kind organization --name "Storvik legesenter" --organization-number 999888777 --business-type 103',
        'samband party create --kind service --name "Allmennlege" --parent 8000010 --service-code 8666:05',
      ]),
    )
    .action(
      handler(context, async (shell, options: CreateOptions) => {
        const { network } = await openNetwork(shell, { scopes: [SCOPE.writeParties] });
        // What a kind of party must have is for the register to say: it names what is missing.
        const facts = partyBody(options) as unknown as NewParty;
        const party = await network.parties.create(facts, { signal: shell.io.signal });
        await printParty(shell, party);
        return ExitCode.done;
      }),
    );
}
