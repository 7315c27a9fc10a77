import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { maskIdentityNumbers } from '@samband/log';

const WELL_FORMED = /^[A-Za-z0-9._~-]{8,128}$/;

/** The caller's `x-request-id` when it is well formed and no identity number, so that both sides find the same line; else one of our own. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  const isUsable = typeof given === 'string' && WELL_FORMED.test(given) && maskIdentityNumbers(given) === given;
  return isUsable ? given : randomUUID();
}
