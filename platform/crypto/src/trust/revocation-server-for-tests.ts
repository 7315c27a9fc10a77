import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives the body of the answer, or writes the response by itself. */
export type Answering = (body: Buffer, response: ServerResponse) => Uint8Array | undefined;

/** An HTTP server on the loopback that says about certificates what a test lets it say. */
export interface RevocationServer {
  readonly url: string;
  /** Paths that were asked for, in their order. */
  readonly asked: string[];
  /** By path. Where there is none, the connection breaks. */
  readonly answers: Map<string, Uint8Array | Answering>;
  close(): Promise<void>;
}

export async function startRevocationServer(): Promise<RevocationServer> {
  const asked: string[] = [];
  const answers: RevocationServer['answers'] = new Map();
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    asked.push(path);
    const body = await readBody(request);
    const answer = answers.get(path);
    // OpenSSL's client wants it; ours judges the bytes.
    response.setHeader('content-type', 'application/ocsp-response');
    const bytes = typeof answer === 'function' ? answer(body, response) : answer;
    if (bytes) response.end(bytes);
    else if (!answer) response.destroy();
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ asked, answers, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
