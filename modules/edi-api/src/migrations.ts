import { join } from 'node:path';
import type { MigrationSet } from '@samband/db';

export const ediApiMigrations: MigrationSet = {
  module: 'edi-api',
  folder: join(import.meta.dirname, '..', 'migrations'),
};
