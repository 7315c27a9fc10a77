import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WrongUsage } from '../wrong-usage.ts';
import { isObject, parseJson } from './json-file.ts';

export interface ServerAddress {
  readonly url: string;
  readonly issuer?: string;
}

const DEFAULT_URL = 'http://localhost:8080';

/** `--server`, or the server that wrote `.samband/server.json` when it started, or the usual port on this machine. */
export async function findServer(option: string | undefined, folder: string | undefined): Promise<ServerAddress> {
  if (option !== undefined) return { url: checked(option, '--server') };
  const text = folder && (await readFile(join(folder, 'server.json'), 'utf8').catch(() => undefined));
  const described = text ? parseJson(text) : undefined;
  if (!isObject(described) || typeof described['url'] !== 'string') return { url: DEFAULT_URL };
  const { url, issuer } = described;
  return { url: checked(url, '.samband/server.json'), ...(typeof issuer === 'string' && { issuer }) };
}

function checked(url: string, where: string): string {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new WrongUsage(`${where} names "${url}", which is no web address.`, `Write it whole, as in ${DEFAULT_URL}.`);
}
