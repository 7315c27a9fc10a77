import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Io } from './io.ts';
import { reason } from './read-input.ts';
import { WrongUsage } from './wrong-usage.ts';

const FILES_MAX = 100_000;

/** The files that the paths mean, folders searched for `*.xml`, in order; named as they were given. */
export async function findDocuments(io: Io, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (path === '-' || !(await isFolder(io, path))) found.push(path);
    else found.push(...(await documentsIn(io, path)));
    if (found.length > FILES_MAX) throw new WrongUsage(`More than ${FILES_MAX} files.`, 'Give a smaller folder.');
  }
  return found;
}

async function isFolder(io: Io, path: string): Promise<boolean> {
  try {
    return (await stat(resolve(io.cwd, path))).isDirectory();
  } catch (cause) {
    throw new WrongUsage(`${path} cannot be read: ${reason(cause)}.`, 'Check the name; use - for standard input.', {
      cause,
    });
  }
}

async function documentsIn(io: Io, folder: string): Promise<string[]> {
  const names = await readdir(resolve(io.cwd, folder), { recursive: true });
  const documents = names.filter((name) => name.toLowerCase().endsWith('.xml')).sort();
  if (documents.length === 0)
    throw new WrongUsage(`${folder} holds no *.xml.`, 'Give another folder, or the files by name.');
  return documents.map((name) => join(folder, name));
}
