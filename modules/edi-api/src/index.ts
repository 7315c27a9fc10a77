/**
 * EDI 2.0: the message handler as a REST service, version 3. An adapter between its wire and the exchange.
 * Other packages import from here only.
 */
export {
  ApiVersionUnknown,
  HerIdLocked,
  MessageFunctionRefused,
  MessageTypeMismatch,
  NotBase64,
  TooManyStreams,
} from './errors.ts';
export { ediApiMigrations } from './migrations.ts';
export { type EdiApiOptions, ediApiRoutes } from './routes.ts';
