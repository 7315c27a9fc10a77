import { defineConfig } from 'vitest/config';

/**
 * Whose test files run one after another in the same process, so that what they import is read once and not once a file:
 * that was more than half of their time. All they change is in objects, servers and databases of their own.
 */
const modules = 'address-register|edi-api|exchange|identity';
/** This one changes a module for all who import it, so it has a process to itself. */
const alone = 'modules/exchange/src/retention.test.ts';

/** How the embedded server is kept alive: the second pass, on another server, leaves it out by its name. */
const embedded = 'platform/db/src/embedded/**/*.test.ts';

const shared = [`modules/@(${modules})/src/**/*.test.ts`, 'platform/http/src/**/*.test.ts'];
const isolated = [
  '{apps,packages}/*/src/**/*.test.ts',
  `modules/!(${modules})/src/**/*.test.ts`,
  'platform/!(http)/src/**/*.test.ts',
  'tools/**/*.test.ts',
  alone,
];

const common = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // A busy machine is no failure.
  expect: { poll: { timeout: 15_000 } },
} as const;

export default defineConfig({
  test: {
    globalSetup: ['platform/testing/src/global-setup.ts'],
    projects: [
      { test: { ...common, name: 'shared', include: shared, exclude: [alone], isolate: false } },
      { test: { ...common, name: 'isolated', include: isolated, exclude: ['**/node_modules/**', embedded] } },
      { test: { ...common, name: 'embedded', include: [embedded] } },
    ],
  },
});
