import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome, Transport } from '../index.ts';

/** How the partner's message handler behaves. */
export type Manner = 'acknowledges' | 'acknowledges-later' | 'refuses' | 'is-broken' | 'hangs';

/** What the partner has been sent, in order. */
export interface Envelope {
  readonly envelopeId: string;
  readonly receiverHerId: number;
  readonly bytes: Buffer;
  readonly digest: string;
}

/** A partner with a message handler of its own: a real server, that the transport below posts to. */
export interface Partner {
  readonly url: string;
  readonly received: Envelope[];
  manner: Manner;
  close(): Promise<void>;
}

export const digestOfSent = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

export async function openPartner(manner: Manner = 'acknowledges-later'): Promise<Partner> {
  const partner = { url: '', manner, received: [] as Envelope[] };
  const server = createServer((request, response) => void answer(partner, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(partner, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

async function answer(
  partner: Omit<Partner, 'close'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { 'x-envelope-id': envelopeId, 'x-receiver': receiver } = request.headers;
  partner.received.push({
    envelopeId: String(envelopeId),
    receiverHerId: Number(receiver),
    bytes,
    digest: digestOfSent(bytes),
  });
  switch (partner.manner) {
    case 'hangs':
      return;
    case 'is-broken':
      response.writeHead(503).end();
      return;
    case 'refuses':
      response.writeHead(400).end('SecurityFailure');
      return;
    case 'acknowledges-later':
      response.writeHead(202).end();
      return;
    case 'acknowledges':
      response.writeHead(200).end(digestOfSent(bytes));
  }
}

/** Posts what it is given to the partner of each receiver. */
export function createTestTransport(partners: ReadonlyMap<number, Partner>, timeoutMs = 5_000): Transport {
  return {
    name: 'test-push',
    timeoutMs,
    async deliver({ envelopeId, receiverHerId, readDocument }, signal): Promise<Outcome> {
      const bytes = await readDocument();
      const response = await fetch(partners.get(receiverHerId)?.url ?? '', {
        method: 'POST',
        headers: { 'x-envelope-id': envelopeId, 'x-receiver': String(receiverHerId) },
        body: new Uint8Array(bytes),
        signal,
      });
      const said = await response.text();
      const digests = [digestOfSent(bytes)];
      if (response.status === 200) {
        return {
          kind: 'acknowledged',
          digests,
          acknowledgment: { acknowledgmentId: `ack-${envelopeId}`, digests: [said] },
        };
      }
      if (response.status === 202) return { kind: 'transferred', digests };
      return response.status < 500
        ? { kind: 'rejected', codes: [said] }
        : { kind: 'failed', reason: `http-${response.status}` };
    },
  };
}
