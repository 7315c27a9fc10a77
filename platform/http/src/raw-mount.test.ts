import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { DomainError } from '@samband/errors';
import { afterEach, expect, test } from 'vitest';
import type { HttpServerOptions } from './create-http-server.ts';
import { rawMount } from './raw-mount.ts';
import { openSocket } from './socket-client.ts';
import { createTestServer } from './test-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

async function startMount(handler: Handler, options: Partial<HttpServerOptions> = {}) {
  const made = createTestServer(options);
  rawMount(made.server, { paths: ['/connect/*', '/.well-known/*'], handler, bodyLimitBytes: 1_000 });
  const address = await made.server.listen({ port: 0, host: '127.0.0.1' });
  stops.push(() => made.server.stop());
  return { ...made, address };
}

const echo: Handler = async (request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.setHeader('cache-control', 'max-age=60');
  response.end(`${request.method} ${request.url} ${await text(request)}`);
};

const post = (address: string, body: string, type = 'application/x-www-form-urlencoded') =>
  fetch(`${address}/connect/token?x=1`, { method: 'POST', body, headers: { 'content-type': type } });

test('hands over the request with its URL and its body unread, whatever its type', async () => {
  const { address } = await startMount(echo);

  for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain', 'odd/type']) {
    expect(await (await post(address, 'grant_type=a', type)).text()).toBe('POST /connect/token?x=1 grant_type=a');
  }
});

test('answers every path and method of its patterns', async () => {
  const { address } = await startMount(echo);

  expect(await (await fetch(`${address}/.well-known/openid-configuration`)).text()).toContain('openid-configuration');
  expect((await fetch(`${address}/connect/a/b`, { method: 'DELETE' })).status).toBe(200);
  expect((await fetch(`${address}/connect`)).status).toBe(404);
});

test('has the request id and security headers of other routes, over which the library may set its own', async () => {
  const { address } = await startMount(echo);
  const { headers } = await fetch(`${address}/connect/x`, { headers: { 'x-request-id': 'request-1' } });

  expect(headers.get('x-request-id')).toBe('request-1');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('max-age=60');
});

test('is in the log and the figures by its pattern', async () => {
  const { address, lines } = await startMount(echo);
  await (await post(address, 'a=b')).text();

  const figures = await (await fetch(`${address}/metrics`)).text();
  expect(lines()).toContainEqual(expect.objectContaining({ route: '/connect/*', status: 200, msg: 'request' }));
  expect(figures).toContain('{method="POST",route="/connect/*",status_class="2xx"} 1');
});

test('lets no body through that is over the limit', async () => {
  const { address } = await startMount(echo);

  const answer = await post(address, 'x'.repeat(1_001));

  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'body-too-large', facts: { limitBytes: 1_000 } });
});

test('lets no body through whose length nobody knows', async () => {
  const { address } = await startMount(echo);
  const client = await openSocket(address);

  client.send('POST /connect/token HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n');

  expect(await client.until('length-required')).toContain('HTTP/1.1 411');
  client.end();
});

test('is not in /openapi.json', async () => {
  const { server } = await startMount(echo);

  expect(JSON.stringify((await server.inject('/openapi.json')).json())).not.toContain('/connect');
});

class Refused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'test-refused';
}

test('gives a problem when the library fails', async () => {
  const { address, lines } = await startMount((request) => {
    throw request.url?.endsWith('refused') ? new Refused('no') : new Error('hush');
  });

  const refused = await fetch(`${address}/connect/refused`);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: 'test-refused', detail: 'no' });
  const broken = await fetch(`${address}/connect/broken`);
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain('hush');
  expect(lines()).toContainEqual(expect.objectContaining({ msg: 'unexpected failure' }));
});

test('does not let half an answer pass for a whole one', async () => {
  const { address } = await startMount((_request, response) => {
    response.write('half');
    throw new Error('in the middle');
  });

  await expect(fetch(`${address}/connect/x`).then((answer) => answer.text())).rejects.toThrow();
});

test('gives a problem when the library does not answer in time', async () => {
  const { address } = await startMount(() => new Promise(() => {}), { answerTimeoutMs: 50 });

  const answer = await fetch(`${address}/connect/x`);

  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'answer-timed-out' });
});
