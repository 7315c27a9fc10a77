/**
 * The one place where the environment is read. Everything else is given values, never names of variables.
 */
export { type ConfigFault, ConfigInvalid } from './config-invalid.ts';
export type { Config } from './config-schema.ts';
export { type Environment, loadConfig } from './load-config.ts';
export { readEnvironment } from './read-environment.ts';
