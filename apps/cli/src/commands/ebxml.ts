import { Command } from 'commander';
import type { Context } from '../context.ts';
import { ebxmlInspectCommand } from './ebxml-inspect.ts';

/** `samband ebxml`: messages as they travel between message handlers. */
export function ebxmlCommand(context: Context): Command {
  return new Command('ebxml')
    .description('look at ebXML messages, without the network')
    .addCommand(ebxmlInspectCommand(context));
}
