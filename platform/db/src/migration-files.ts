import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationRefused } from './migration-errors.ts';

/** The migrations of one module: a folder with `0001_name.sql`, `0002_name.sql` … */
export interface MigrationSet {
  readonly module: string;
  /** Absolute. */
  readonly folder: string;
}

export interface MigrationFile {
  readonly module: string;
  readonly number: number;
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  readonly sha256: string;
}

const FILE_NAME = /^(\d{4})_([a-z0-9][a-z0-9_]*)\.sql$/;

/** A statement that would end the migration's own transaction half-way (`begin` inside a function body has no `;`). */
const TRANSACTION_CONTROL = /^\s*(begin|start\s+transaction|commit|rollback|end)(\s+(work|transaction))?\s*;/im;

/** The files of one set in order. Refuses names that do not fit, double numbers, gaps, and files that commit by themselves. */
export async function readMigrationFiles({ module, folder }: MigrationSet): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort((a, b) => (a < b ? -1 : 1));
  const files = await Promise.all(names.map((file) => readMigrationFile(module, folder, file)));
  for (const [position, file] of files.entries()) refuseOutOfSequence(file, files[position - 1]);
  return files;
}

async function readMigrationFile(module: string, folder: string, file: string): Promise<MigrationFile> {
  const [, digits, name] = FILE_NAME.exec(file) ?? [];
  if (!digits || !name) {
    throw new MigrationRefused(module, file, 'is not named like 0001_what_it_does.sql', 'Rename it.');
  }
  // A checkout on Windows may have turned the line ends; that is not a change.
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
  if (TRANSACTION_CONTROL.test(sql)) {
    throw new MigrationRefused(
      module,
      file,
      'begins or ends a transaction',
      'Remove that: each file runs in one of its own.',
    );
  }
  return { module, number: Number(digits), name, file, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}

function refuseOutOfSequence(file: MigrationFile, before: MigrationFile | undefined): void {
  const expected = (before?.number ?? 0) + 1;
  if (file.number === expected) return;
  if (file.number === before?.number) {
    throw new MigrationRefused(
      file.module,
      file.file,
      `has the same number as ${before.file}`,
      'Give the newer of the two the next free number.',
    );
  }
  throw new MigrationRefused(
    file.module,
    file.file,
    `leaves a gap: number ${String(expected).padStart(4, '0')} is missing`,
    'Restore the missing file, or renumber this one if it was never applied.',
  );
}
