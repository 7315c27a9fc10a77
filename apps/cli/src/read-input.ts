import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from './io.ts';
import { WrongUsage } from './wrong-usage.ts';

/** Larger than any message may be; so that a wrong file name does not fill the memory. */
const INPUT_SIZE_MAX_BYTES = 64 * 1024 * 1024;

/** The bytes of a file, or of standard input for `-`. */
export function readInput(io: Io, name: string): Promise<Uint8Array> {
  return name === '-' ? readStandardInput(io) : readNamedFile(io, name);
}

async function readNamedFile(io: Io, name: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(io.cwd, name));
  } catch (cause) {
    throw new WrongUsage(`${name} cannot be read: ${reason(cause)}.`, 'Check the name; use - for standard input.', {
      cause,
    });
  }
}

async function readStandardInput(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of io.stdin) {
    const bytes = Buffer.from(chunk);
    sizeBytes += bytes.byteLength;
    if (sizeBytes > INPUT_SIZE_MAX_BYTES)
      throw new WrongUsage('Standard input is larger than 64 MB.', 'Give one document.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it is closed to you',
  EISDIR: 'it is a folder',
};

export function reason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? (cause instanceof Error ? cause.message : 'unknown reason');
}
