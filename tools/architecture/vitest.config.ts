import { defineConfig } from 'vitest/config';

/** For `npm run check`: the architecture test alone, without the database that the other tests share. */
export default defineConfig({ test: { include: ['tools/architecture/architecture.test.ts'] } });
