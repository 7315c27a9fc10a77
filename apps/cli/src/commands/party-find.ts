import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { showParty } from './party-get.ts';
import { searchParties } from './party-search.ts';

/** Longer numbers are organisation numbers, which the search takes. */
const HER_ID = /^[1-9]\d{0,7}$/;
const LIMIT = 20;

/** `samband party <herId or text>`: whoever that is. */
export function partyFindCommand(context: Context): Command {
  return new Command('find')
    .description('show the party of a HER-id, or search; the word find may be left out')
    .argument('<herId-or-text...>', 'a HER-id, or beginnings of words in the name, or another number')
    .addHelpText(
      'after',
      examples(['samband party 8000042', 'samband party nordfjell sykehus', 'samband party find 999888777']),
    )
    .action(
      handler(context, (shell, words: string[]) => {
        const text = words.join(' ');
        return HER_ID.test(text) ? showParty(shell, Number(text)) : searchParties(shell, text, { limit: LIMIT });
      }),
    );
}
