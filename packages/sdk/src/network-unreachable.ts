interface Reading {
  readonly what: string;
  readonly advice: string;
}

const READINGS: Readonly<Record<string, Reading>> = {
  ECONNREFUSED: {
    what: 'nothing listens there',
    advice: 'Check that the network is started and that the port is right.',
  },
  ENOTFOUND: { what: 'the name is not known', advice: 'Check the spelling of the address, and name resolution (DNS).' },
  EAI_AGAIN: { what: 'the name could not be looked up', advice: 'Check name resolution (DNS) on this machine.' },
  ECONNRESET: { what: 'the connection was broken', advice: 'Try again; the server may be restarting.' },
  UND_ERR_SOCKET: { what: 'the connection was broken', advice: 'Try again; the server may be restarting.' },
  EHOSTUNREACH: { what: 'there is no way to that machine', advice: 'Check the network connection and firewalls.' },
  ENETUNREACH: { what: 'there is no way to that network', advice: 'Check the network connection and VPN.' },
  ETIMEDOUT: { what: 'no connection in time', advice: 'Check the address, the network connection and firewalls.' },
  UND_ERR_CONNECT_TIMEOUT: {
    what: 'no connection in time',
    advice: 'Check the address, the connection and firewalls.',
  },
};
const UNKNOWN: Reading = { what: 'the call did not get through', advice: 'Check the address and the connection.' };
const TLS_CODE = /CERT|TLS|SSL/;

/**
 * No answer came: wrong address, server down, or time over. Whether the call was carried out is unknown, so repeat
 * only what is safe to repeat (sending the same document again is: the network answers a duplicate with the first id).
 */
export class NetworkUnreachable extends Error {
  /** Scheme, host and port that was tried. */
  readonly address: string;
  /** What the platform said, for example `ECONNREFUSED` or `TIMEOUT`. */
  readonly code: string;
  /** One sentence on what to try. */
  readonly advice: string;

  constructor(address: string, code: string, { what, advice }: Reading, cause?: unknown) {
    super(`${address} cannot be reached: ${what}. ${advice}`, { cause });
    this.name = 'NetworkUnreachable';
    this.address = address;
    this.code = code;
    this.advice = advice;
  }
}

/** Reads what `fetch` threw. The interesting code is on the cause, or on the first error of several addresses tried. */
export function unreachable(url: string, thrown: unknown): NetworkUnreachable {
  const code = findCode(thrown, 4) ?? 'UNKNOWN';
  const reading = READINGS[code] ?? (TLS_CODE.test(code) ? untrusted(code) : UNKNOWN);
  return new NetworkUnreachable(new URL(url).origin, code, reading, thrown);
}

export function unanswered(url: string, timeoutMs: number): NetworkUnreachable {
  const what = `no answer within ${timeoutMs / 1000} s`;
  return new NetworkUnreachable(new URL(url).origin, 'TIMEOUT', { what, advice: 'Try again, or allow more time.' });
}

function untrusted(code: string): Reading {
  return { what: `its certificate is not trusted (${code})`, advice: 'Check the address and the trusted authorities.' };
}

function findCode(thrown: unknown, depth: number): string | undefined {
  if (!(thrown instanceof Error) || depth === 0) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  const nested = thrown instanceof AggregateError ? thrown.errors[0] : thrown.cause;
  return findCode(nested, depth - 1);
}
