import { join } from 'node:path';
import type { MigrationSet } from '@samband/db';

export const identityMigrations: MigrationSet = {
  module: 'identity',
  folder: join(import.meta.dirname, '..', 'migrations'),
};
