import { Command } from 'commander';
import type { Context } from '../context.ts';
import { partyChangeCommand } from './party-change.ts';
import { partyCreateCommand } from './party-create.ts';
import { partyFindCommand } from './party-find.ts';
import { partyGetCommand } from './party-get.ts';
import { partySearchCommand } from './party-search.ts';

/** `samband party`: the address register. */
export function partyCommand(context: Context): Command {
  const party = new Command('party')
    .description('look up and change who can be reached (the address register)')
    .usage('[options] <herId or text> | <command>')
    .addCommand(partyFindCommand(context), { isDefault: true });
  for (const make of [partyGetCommand, partySearchCommand, partyCreateCommand, partyChangeCommand]) {
    party.addCommand(make(context));
  }
  return party;
}
