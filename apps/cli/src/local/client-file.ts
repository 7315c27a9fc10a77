import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PrivateJwk } from '@samband/sdk';
import { WrongUsage } from '../wrong-usage.ts';
import { isObject, parseJson } from './json-file.ts';

/** A client's name at the network and its private key, as the demo and `samband client create` write them. */
export interface ClientFile {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Whom it acts for. */
  readonly herIds: readonly number[];
  readonly scopes: readonly string[];
  readonly privateJwk: PrivateJwk;
}

/** A client file with the name to call it by. */
export interface LocalClient extends ClientFile {
  readonly fileName: string;
}

const CLIENTS_MAX = 1_000;

/** All clients whose keys lie here, by file name; files that are no client files are passed over. */
export async function listClients(folder: string): Promise<LocalClient[]> {
  const names = await readdir(join(folder, 'clients')).catch(() => []);
  const files = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .slice(0, CLIENTS_MAX);
  const clients = await Promise.all(
    files.map((name) => readClient(join(folder, 'clients', name)).catch(() => undefined)),
  );
  return clients.filter((client) => client !== undefined);
}

/** @throws WrongUsage when the file is absent, closed to us, or no client file */
export async function readClient(path: string): Promise<LocalClient> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new WrongUsage(
      `The client file ${path} cannot be read.`,
      'Check the name, or make one: npx samband client create.',
      {
        cause,
      },
    );
  });
  const file = parseJson(text);
  if (!isClientFile(file)) {
    const expected = 'It must hold clientId, organizationNumber, herIds, scopes and privateJwk.';
    throw new WrongUsage(`${path} is no client file.`, expected);
  }
  return { ...file, fileName: basename(path, '.json') };
}

/** Writes a new client file, for its owner's eyes only (0600). Gives its path; never overwrites one. */
export async function writeClient(folder: string, fileName: string, file: ClientFile): Promise<string> {
  const path = join(folder, 'clients', `${fileName}.json`);
  await mkdir(join(folder, 'clients'), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return path;
}

function isClientFile(value: unknown): value is ClientFile {
  return (
    isObject(value) &&
    typeof value['clientId'] === 'string' &&
    isObject(value['privateJwk']) &&
    Array.isArray(value['herIds']) &&
    Array.isArray(value['scopes'])
  );
}
