import { resolve } from 'node:path';
import { WrongUsage } from '../wrong-usage.ts';
import { type LocalClient, listClients, readClient } from './client-file.ts';

/** What the client must be able to do. */
export interface Need {
  /** It acts for this HER-id. */
  readonly herId?: number;
  /** It holds one of these scopes; the earlier in the list, the better it fits. */
  readonly scopes: readonly string[];
}

/** Those who fit, the best first; `operator` before others who are equal. Never empty. */
export async function chooseClients(chosen: string | undefined, folder: string | undefined, cwd: string, need: Need) {
  if (chosen !== undefined) return [await namedClient(chosen, folder, cwd)];
  const clients = folder === undefined ? [] : await listClients(folder);
  if (clients.length === 0) throw noClients(folder);
  const able = clients.filter((client) => rank(client, need) < need.scopes.length);
  const fitting = able.filter(({ herIds }) => need.herId === undefined || herIds.includes(need.herId));
  if (fitting.length === 0) throw noneFits(clients, able, need);
  return fitting.sort((a, b) => rank(a, need) - rank(b, need) || Number(isOperator(b)) - Number(isOperator(a)));
}

function namedClient(chosen: string, folder: string | undefined, cwd: string): Promise<LocalClient> {
  const isPath = /[/\\]|\.json$/.test(chosen);
  if (isPath) return readClient(resolve(cwd, chosen));
  if (folder === undefined) throw noClients(folder);
  return readClient(resolve(folder, 'clients', `${chosen}.json`));
}

function rank(client: LocalClient, { scopes }: Need): number {
  const place = scopes.findIndex((scope) => client.scopes.includes(scope));
  return place === -1 ? scopes.length : place;
}

const isOperator = (client: LocalClient): boolean => client.fileName === 'operator';

function noClients(folder: string | undefined): WrongUsage {
  const where =
    folder === undefined ? 'No .samband folder here or in any folder above' : `No client files in ${folder}/clients`;
  const advice =
    'Stand where the server was started, or give --client <file>. The demo network makes clients: npm start.';
  return new WrongUsage(`${where}, so there is no key to call the network with.`, advice);
}

function noneFits(clients: readonly LocalClient[], able: readonly LocalClient[], need: Need): WrongUsage {
  if (able.length === 0 || need.herId === undefined) {
    const names = clients.map((client) => client.fileName).join(', ');
    const advice = 'Give one with --client, or ask the operator for the scope.';
    return new WrongUsage(`No client here has the scope ${need.scopes.join(' or ')} (there are: ${names}).`, advice);
  }
  const actsFor = able.filter(({ herIds }) => herIds.length > 0);
  const list = actsFor.map(({ fileName, herIds }) => `  ${fileName}: ${herIds.join(', ')}`).join('\n');
  return new WrongUsage(
    `No client here acts for HER-id ${need.herId}.`,
    `The clients here act for:\n${list || '  nobody'}`,
  );
}
