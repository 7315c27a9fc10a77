import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresRefused } from './embedded-postgres-refused.ts';
import { startOfProcess } from './running-process.ts';

const ATTEMPTS_MAX = 5;

/**
 * One server process per data folder: a file that names the process, taken over when that one is gone. Gives what
 * releases it.
 */
export async function takeOwnership(file: string): Promise<() => Promise<void>> {
  const own = `${process.pid} ${await startOfProcess(process.pid)}`;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    if (await create(file, own)) return () => releaseOwnership(file, own);
    const holder = await readFile(file, 'utf8').catch(() => undefined);
    if (holder !== undefined) await takeOver(file, holder);
  }
  throw inUse(file, 'another one that is starting');
}

/** Made whole under another name and then linked, so that nobody ever reads half of it. */
async function create(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function takeOver(file: string, holder: string): Promise<void> {
  const [pid = '', ...start] = holder.split(' ');
  if ((await startOfProcess(Number(pid))) === start.join(' ')) throw inUse(file, pid);
  const aside = `${file}.${process.pid}.old`;
  await rename(file, aside).catch(() => undefined);
  // Someone else may have taken it over since it was read: then it is theirs, and goes back.
  const moved = await readFile(aside, 'utf8').catch(() => holder);
  if (moved !== holder) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function releaseOwnership(file: string, own: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === own) await rm(file, { force: true });
}

function inUse(file: string, holder: string): EmbeddedPostgresRefused {
  return new EmbeddedPostgresRefused(
    'in-use',
    `The data in ${dirname(file)} is in use by process ${holder}. Stop that one, or give this one another data folder (SAMBAND_DATA_FOLDER).`,
  );
}
