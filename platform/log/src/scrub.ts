import { IDENTITY_NUMBER_MASK, maskIdentityNumbers, mayHoldIdentityNumber } from './mask-identity-numbers.ts';
import { maskTokens, mayHoldToken } from './mask-tokens.ts';

/** What stands where a secret or the content of a document stood. */
export const SECRET_MASK = '[redacted]';

/**
 * Fields whose value never leaves, at any depth, in any spelling of the case, with or without `_` and `-`.
 * The one-letter ones are the private parts of a JSON Web Key (RFC 7518 §6.2.2, §6.3.2, §6.4.1).
 */
const SECRET_FIELDS = [
  'authorization',
  'proxyauthorization',
  'dpop',
  'cookie',
  'setcookie',
  'clientassertion',
  'clientsecret',
  'assertion',
  'accesstoken',
  'idtoken',
  'refreshtoken',
  'token',
  'password',
  'passphrase',
  'secret',
  'privatejwk',
  'privatekey',
  'nationalid',
  'businessdocument',
  'body',
  'd',
  'p',
  'q',
  'dp',
  'dq',
  'qi',
  'oth',
  'k',
] as const;

const secretFields: ReadonlySet<string> = new Set(SECRET_FIELDS);

/** Finds `"client_assertion":` and its like in a line of JSON without reading the line. */
const SECRET_FIELD_IN_JSON = new RegExp(
  `"(?:${SECRET_FIELDS.map((field) => field.split('').join('[_-]?')).join('|')})":`,
  'i',
);

/** A number as JSON writes it that may be an identity number which lost its leading zero. */
const TEN_DIGIT_NUMBER_IN_JSON = /[:,[]\d{10}[,}\]]/;

/** Stands for a line that could not be read again, so that nothing unseen leaves. */
const UNREADABLE_LINE = `${JSON.stringify({ level: 'error', msg: 'a log line was left out: it could not be scrubbed' })}\n`;

/**
 * The last thing that happens to a line before it leaves: secret fields lose their value, and identity numbers and
 * tokens are masked wherever they stand: message, field, field name, number, error, stack. A line with neither costs
 * a few searches; only a suspect line is read and written again.
 */
export function scrubLine(line: string): string {
  if (!isSuspect(line)) return line;
  try {
    return `${JSON.stringify(scrubValue(JSON.parse(line)))}\n`;
  } catch {
    return UNREADABLE_LINE;
  }
}

function isSuspect(line: string): boolean {
  return (
    mayHoldIdentityNumber(line) ||
    mayHoldToken(line) ||
    TEN_DIGIT_NUMBER_IN_JSON.test(line) ||
    SECRET_FIELD_IN_JSON.test(line)
  );
}

/** The same text without identity numbers and tokens. */
export function scrubText(text: string): string {
  return maskTokens(maskIdentityNumbers(text));
}

/** The same plain JSON value without identity numbers, tokens and the values of secret fields, at any depth. */
export function scrubValue(value: unknown): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (Array.isArray(value)) return value.map(scrubValue);
  if (typeof value === 'object' && value !== null) return scrubFields(value);
  return value;
}

function scrubNumber(value: number): unknown {
  const masked = maskIdentityNumbers(String(value).padStart(11, '0')); // a number has lost its leading zero
  return masked.includes(IDENTITY_NUMBER_MASK) ? masked : value;
}

function scrubFields(fields: object): object {
  const entries = Object.entries(fields).map(([name, value]) => [scrubText(name), scrubField(name, value)]);
  return Object.fromEntries(entries);
}

function scrubField(name: string, value: unknown): unknown {
  return secretFields.has(name.toLowerCase().replaceAll(/[_-]/g, '')) ? SECRET_MASK : scrubValue(value);
}
