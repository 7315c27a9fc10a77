import {
  type DestinationStream,
  destination as fileDestination,
  type Logger as PinoLogger,
  pino,
  stdTimeFunctions,
} from 'pino';
import { formatForPeople } from './format-for-people.ts';
import { gatheredLines } from './gathered-lines.ts';
import { scrubLine } from './scrub.ts';

/** The logger that everything takes: `log.info({ messageId }, 'message accepted')`; facts first, then the words. */
export type Logger = PinoLogger;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `json` for machines, `text` for people; `auto` is `text` on a terminal and `json` elsewhere. */
export const LOG_FORMATS = ['auto', 'json', 'text'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface LoggerOptions {
  /** The least important level that is written. */
  level?: LogLevel;
  /** Where whole lines go; standard output when not given. */
  destination?: DestinationStream;
  format?: LogFormat;
}

/**
 * A logger that writes one line a fact. Each line is scrubbed as the last step before it leaves, so that neither an
 * identity number nor a secret gets out, whatever field, message, error or stack it stands in.
 */
export function createLogger({ level = 'info', destination, format = 'auto' }: LoggerOptions = {}): Logger {
  // Written in the same turn and not later: what was logged before a crash is the part that is needed.
  const stream = destination ?? gatheredLines(fileDestination({ dest: 1, sync: true }));
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: scrubLine },
  };
  return pino(options, isText(format, destination) ? { write: (line) => stream.write(formatForPeople(line)) } : stream);
}

function isText(format: LogFormat, destination: DestinationStream | undefined): boolean {
  if (format === 'auto') return destination === undefined && process.stdout.isTTY === true;
  return format === 'text';
}
