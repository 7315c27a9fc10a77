import type { Caller } from '@samband/http';

/** Whoever has this scope sees every message; others see those of their own organisation. */
const traceAllScope = 'samband:exchange/trace-all';

/** For whom to look; undefined for the operator, who sees everything. */
export function actorOf(caller: Caller): Caller | undefined {
  return caller.scopes.has(traceAllScope) ? undefined : caller;
}
