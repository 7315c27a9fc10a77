import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Environment } from './load-config.ts';

/** The environment of this process over the file `.env` of the folder it was started in, when there is one. */
export function readEnvironment(file = '.env'): Environment {
  return { ...readEnvFile(file), ...process.env };
}

function readEnvFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
