import { Command } from 'commander';
import type { Context } from '../context.ts';
import { clientCreateCommand } from './client-create.ts';
import { clientDisableCommand } from './client-disable.ts';
import { clientListCommand } from './client-list.ts';

/** `samband client`: the systems that may call the network. */
export function clientCommand(context: Context): Command {
  const client = new Command('client').description('make, list and disable the clients of the network (operators)');
  for (const make of [clientCreateCommand, clientListCommand, clientDisableCommand]) client.addCommand(make(context));
  return client;
}
