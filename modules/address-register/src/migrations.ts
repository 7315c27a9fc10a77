import { join } from 'node:path';
import type { MigrationSet } from '@samband/db';

export const addressRegisterMigrations: MigrationSet = {
  module: 'address_register',
  folder: join(import.meta.dirname, '../migrations'),
};
