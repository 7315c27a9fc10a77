/**
 * One line a fact, and no identity number or secret in any of them.
 */
export {
  createLogger,
  LOG_FORMATS,
  LOG_LEVELS,
  type LogFormat,
  type Logger,
  type LoggerOptions,
  type LogLevel,
} from './create-logger.ts';
export { isIdentityNumber } from './identity-number.ts';
export { IDENTITY_NUMBER_MASK, maskIdentityNumbers } from './mask-identity-numbers.ts';
export { scrubText, scrubValue } from './scrub.ts';
