import { Command } from 'commander';
import type { Context } from '../context.ts';
import { keysImportCommand } from './keys-import.ts';
import { keysListCommand } from './keys-list.ts';
import { keysRemoveCommand } from './keys-remove.ts';

/** `samband keys`: the private keys of the parties that the server on this machine speaks for. */
export function keysCommand(context: Context): Command {
  const keys = new Command('keys').description('the keys of the parties that the server on this machine speaks for');
  for (const make of [keysListCommand, keysImportCommand, keysRemoveCommand]) {
    keys.addCommand(
      make(context).option('--data <folder>', 'the data folder of the server (default: the nearest .samband)'),
    );
  }
  return keys;
}
