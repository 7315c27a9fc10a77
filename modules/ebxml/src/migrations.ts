import { join } from 'node:path';
import type { MigrationSet } from '@samband/db';

export const ebxmlMigrations: MigrationSet = {
  module: 'ebxml',
  folder: join(import.meta.dirname, '..', 'migrations'),
};
