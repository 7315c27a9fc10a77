import { join } from 'node:path';
import type { MigrationSet } from '@samband/db';

export const exchangeMigrations: MigrationSet = {
  module: 'exchange',
  folder: join(import.meta.dirname, '..', 'migrations'),
};
