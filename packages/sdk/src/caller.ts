import { type Answer, exchange } from './answer.ts';
import { readChunks } from './chunks.ts';
import { type DpopProver, type NonceMemory, rememberNonce } from './dpop.ts';
import { NetworkProblem } from './network-problem.ts';
import { NetworkUnreachable } from './network-unreachable.ts';
import { readProblem } from './read-problem.ts';
import type { TokenSource } from './token-source.ts';
import { backOffMs, pause } from './wait.ts';

/** What every call takes. */
export interface CallOptions {
  /** Stops the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How long one attempt may take, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** How often a repeatable call is tried in all; the connection's own number when not said. */
  readonly attemptsMax?: number;
}

export interface Call extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the server's root, with the query. */
  readonly path: string;
  readonly body?: unknown;
  /** Whether a repeat changes nothing more. Reads are; the network answers a repeated document with the first id. */
  readonly repeatable: boolean;
}

export interface Caller {
  /** Makes one call and gives its JSON body; undefined when there is none. */
  call(call: Call): Promise<unknown>;
  /** Opens a stream of events, once: undefined when the network has closed it for good (204). */
  open(call: Call): Promise<AsyncIterable<Uint8Array> | undefined>;
}

export interface CallerOptions {
  readonly url: string;
  readonly sourceSystem: string;
  readonly tokens: TokenSource;
  readonly dpop: DpopProver;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly attemptsMax: number;
  readonly retryAfterMaxMs: number;
  readonly now: () => number;
}

const BACK_OFF_FIRST_MS = 200;
const BACK_OFF_MAX_MS = 30_000;
const EVENT_STREAM = 'text/event-stream';

/** Calls with token and proof, and repeats what is safe to repeat, a bounded number of times. */
export function createCaller(options: CallerOptions): Caller {
  const nonces: NonceMemory = { current: undefined };
  return {
    async call(call) {
      const attemptsMax = call.attemptsMax ?? options.attemptsMax;
      for (let attempt = 1; ; attempt++) {
        const outcome = await tryCall(options, nonces, call);
        if (!(outcome instanceof Error)) return jsonBody(outcome);
        const waitMs = attempt < attemptsMax ? repeatAfterMs(options, call, outcome, attempt) : undefined;
        if (waitMs === undefined) throw outcome;
        await pause(waitMs, call.signal);
      }
    },
    async open(call) {
      const answer = await callWithToken(options, nonces, { ...call, isStreamed: true });
      if (!answer.ok) throw readProblem(answer, options.now());
      if (!answer.stream) return undefined;
      if (answer.header('content-type')?.startsWith(EVENT_STREAM)) return readChunks(answer.stream, options.url);
      await answer.stream.cancel();
      throw noStream(answer.status);
    },
  };
}

/** An answer, or the failure that may be worth another attempt. Anything else (an abort, a bug) is thrown on. */
async function tryCall(options: CallerOptions, nonces: NonceMemory, call: Call) {
  try {
    const answer = await callWithToken(options, nonces, call);
    return answer.ok ? answer : readProblem(answer, options.now());
  } catch (thrown) {
    if (thrown instanceof NetworkUnreachable || thrown instanceof NetworkProblem) return thrown;
    throw thrown;
  }
}

type OneCall = Call & { readonly isStreamed?: boolean };

/** One renewal of a token that is no longer taken, so that a restarted server is not noticed by the caller. */
async function callWithToken(options: CallerOptions, nonces: NonceMemory, call: OneCall): Promise<Answer> {
  const token = await options.tokens.get(call.signal);
  const answer = await callWithNonce(options, nonces, call, token);
  if (!challenge(answer, 'invalid_token')) return answer;
  options.tokens.forget(token);
  return callWithNonce(options, nonces, call, await options.tokens.get(call.signal));
}

/** RFC 9449 §9: 401 `use_dpop_nonce` gives the nonce to repeat with; asked for again, the refusal stands. */
async function callWithNonce(
  options: CallerOptions,
  nonces: NonceMemory,
  call: OneCall,
  token: string,
): Promise<Answer> {
  const answer = await callOnce(options, nonces, call, token);
  return challenge(answer, 'use_dpop_nonce') ? callOnce(options, nonces, call, token) : answer;
}

async function callOnce(options: CallerOptions, nonces: NonceMemory, call: OneCall, token: string): Promise<Answer> {
  const { method } = call;
  const url = options.url + call.path;
  const headers = {
    accept: `${call.isStreamed ? EVENT_STREAM : 'application/json'}, application/problem+json`,
    'api-version': '3',
    'nhn-source-system': options.sourceSystem,
    authorization: `DPoP ${token}`,
    dpop: await options.dpop.proof({ method, url, accessToken: token, nonce: nonces.current }),
    ...(call.body !== undefined && { 'content-type': 'application/json' }),
  };
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const patience = { timeoutMs: call.timeoutMs ?? options.timeoutMs, signal: call.signal };
  const answer = await exchange(options.fetch, { method, url, headers, body, isStreamed: call.isStreamed }, patience);
  rememberNonce(nonces, answer);
  return answer;
}

function challenge(answer: Answer, error: string): boolean {
  return answer.status === 401 && (answer.header('www-authenticate') ?? '').includes(`error="${error}"`);
}

function repeatAfterMs(options: CallerOptions, call: Call, failure: Error, attempt: number): number | undefined {
  const waitMs = backOffMs(attempt, BACK_OFF_FIRST_MS, BACK_OFF_MAX_MS);
  if (!(failure instanceof NetworkProblem)) return call.repeatable ? waitMs : undefined;
  // 429 is said before anything is done, so the call may be made again whatever it does.
  if (!failure.passes || (!call.repeatable && failure.status !== 429)) return undefined;
  const askedMs = (failure.retryAfterSeconds ?? 0) * 1000;
  return askedMs <= options.retryAfterMaxMs ? Math.max(waitMs, askedMs) : undefined;
}

function noStream(status: number): NetworkProblem {
  const detail = 'The answer is no stream of events. Check that the address is that of a message handler.';
  return new NetworkProblem({ status: status === 200 ? 406 : status, title: 'No stream', detail, code: 'no-stream' });
}

function jsonBody(answer: Answer): unknown {
  const text = answer.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const detail = 'The answer is no JSON. Check that the address is that of a Samband server.';
    throw new NetworkProblem({ status: answer.status, title: 'Unreadable answer', detail, code: 'answer-unreadable' });
  }
}
