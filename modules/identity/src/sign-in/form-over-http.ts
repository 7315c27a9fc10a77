import type { IncomingMessage, ServerResponse } from 'node:http';
import { pagePolicy } from './page-frame.ts';

const formSizeMaxBytes = 4_096;

/** The fields of a form; undefined when it is longer than any form of ours. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > formSizeMaxBytes) return undefined;
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

/** A page of ours, kept by nobody; `returnUri` is where its form may lead to in the end. */
export function sendPage(response: ServerResponse, status: number, html: string, returnUri?: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(returnUri),
    'cache-control': 'no-store',
  });
  response.end(html);
}
