import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { DomainError } from '@samband/errors';
import type { Logger } from '@samband/log';
import { HeadersTooLarge, RequestMalformed, RequestTimedOut } from './errors.ts';
import { PROBLEM_CONTENT_TYPE, statusOf, toProblem } from './problem.ts';

export interface ClientErrorOptions {
  publicUrl: string;
  headerSizeMaxBytes: number;
  log: Logger;
}

/** Answers what is no HTTP request at all, too late or too long in its head: written to the socket, as no reply exists. */
export function createClientErrorHandler({ publicUrl, headerSizeMaxBytes, log }: ClientErrorOptions) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const requestId = randomUUID();
    const failure = failureOf(error, headerSizeMaxBytes);
    log.info({ requestId, code: failure.code, cause: error.code }, 'request refused before it was read');
    if (!socket.writable) return;
    const problem = toProblem(failure, { publicUrl, path: '/', requestId });
    socket.end(answerText(statusOf(failure), requestId, JSON.stringify(problem)));
  };
}

function failureOf(error: NodeJS.ErrnoException, headerSizeMaxBytes: number): DomainError {
  if (error.code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge(headerSizeMaxBytes);
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTimedOut();
  return new RequestMalformed('this is not a well-formed HTTP request');
}

function answerText(status: number, requestId: string, body: string): string {
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${PROBLEM_CONTENT_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
