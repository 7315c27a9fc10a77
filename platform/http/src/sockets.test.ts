import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpServerOptions } from './create-http-server.ts';
import { HostNotAvailable, PortNotAllowed, PortTaken } from './errors.ts';
import { translateListenError } from './listen.ts';
import { openSocket } from './socket-client.ts';
import { createTestServer } from './test-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function startServer(options: Partial<HttpServerOptions> = {}) {
  const made = createTestServer({ shutdownGraceMs: 100, ...options });
  const { server } = made;
  server.post('/things', { config: { scope: 'test/read' } }, () => ({ taken: true }));
  server.get('/never', { config: { open: true } }, () => new Promise(() => {}));
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  stops.push(() => server.stop());
  return { ...made, address };
}

const postHead = (sizeBytes: number, more = '') =>
  `POST /things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${sizeBytes}\r\n${more}\r\n`;

describe('a body', () => {
  test('is not waited for when the caller is refused by the head', async () => {
    const { address } = await startServer({ authenticate: () => Promise.reject(new Error('nobody')) });
    const client = await openSocket(address);

    client.send(postHead(50_000_000));

    expect(await client.until('internal-error')).toContain('HTTP/1.1 500');
    client.end();
  });

  test('is asked for only when the head has passed', async () => {
    const { address } = await startServer();
    const client = await openSocket(address);

    client.send(postHead(2, 'expect: 100-continue\r\n'));
    expect(await client.until('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    client.send('{}');

    expect(await client.until('{"taken":true}')).toContain('HTTP/1.1 200 OK');
    client.end();
  });

  test('is not asked for when the head is refused', async () => {
    const { address } = await startServer({ authenticate: () => Promise.reject(new Error('nobody')) });
    const client = await openSocket(address);

    client.send(postHead(50_000_000, 'expect: 100-continue\r\n'));

    expect(await client.until('internal-error')).not.toContain('100 Continue');
    client.end();
  });

  test('over the limit is refused before it is sent', async () => {
    const { address } = await startServer({ bodyLimitBytes: 1_000 });
    const client = await openSocket(address);

    client.send(postHead(1_001));

    expect(await client.until('body-too-large')).toContain('HTTP/1.1 413');
    client.end();
  });

  test('that grows over the limit in pieces is refused', async () => {
    const { address } = await startServer({ bodyLimitBytes: 1_000 });
    const client = await openSocket(address);

    client.send(
      'POST /things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    for (let piece = 0; piece < 3; piece++) client.send(`1f4\r\n${'x'.repeat(500)}\r\n`);

    expect(await client.until('body-too-large')).toContain('HTTP/1.1 413');
    client.end();
  });
});

describe('time runs out', () => {
  test('for a head that does not come whole', async () => {
    const { address } = await startServer({ headersTimeoutMs: 50 });
    const client = await openSocket(address);

    client.send('GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ');
    const answer = await client.closed();

    expect(answer).toContain('HTTP/1.1 408 Request Timeout');
    expect(answer).toContain('"code":"request-timed-out"');
  });

  test('for a body that does not come whole', async () => {
    const { address } = await startServer({ headersTimeoutMs: 50, requestTimeoutMs: 100 });
    const client = await openSocket(address);

    client.send(`${postHead(10)}{`);

    expect(await client.closed()).toContain('"code":"request-timed-out"');
  });

  test('for finding out who calls', async () => {
    const { address } = await startServer({ answerTimeoutMs: 50, authenticate: () => new Promise(() => {}) });

    const answer = await fetch(`${address}/things`, { method: 'POST' });

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'answer-timed-out' });
  });

  test('but not for the answer while the body is still on its way', async () => {
    const { address } = await startServer({ answerTimeoutMs: 50 });
    const client = await openSocket(address);

    client.send(`${postHead(2)}{`);
    await setTimeout(200);
    client.send('}');

    expect(await client.until('taken')).toContain('HTTP/1.1 200 OK');
    client.end();
  });

  test('for an answer that is not ready', async () => {
    const { address } = await startServer({ answerTimeoutMs: 50 });

    const answer = await fetch(`${address}/never`);

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'answer-timed-out', facts: { timeoutMs: 50 } });
  });

  test('for a connection without a next request', async () => {
    const { address } = await startServer({ keepAliveTimeoutMs: 50 });
    const client = await openSocket(address);

    client.send('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');

    expect(await client.closed()).toContain('alive');
  });
});

describe('what is no request', () => {
  test('gets a problem and is logged', async () => {
    const { address, lines } = await startServer();
    const client = await openSocket(address);

    client.send('what is this\r\n\r\n');
    const answer = await client.closed();

    expect(answer).toContain('HTTP/1.1 400 Bad Request');
    expect(answer).toContain('"code":"request-malformed"');
    expect(lines()).toContainEqual(expect.objectContaining({ code: 'request-malformed' }));
  });

  test('or has too large a head, is told the limit', async () => {
    const { address } = await startServer({ headerSizeMaxBytes: 4_096 });
    const client = await openSocket(address);

    client.send(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(5_000)}\r\n\r\n`);
    const answer = await client.closed();

    expect(answer).toContain('HTTP/1.1 431');
    expect(answer).toContain('"limitBytes":4096');
  });
});

test('a caller that goes away is seen in the log', async () => {
  const { address, lines } = await startServer();
  const client = await openSocket(address);
  client.send('GET /never HTTP/1.1\r\nhost: x\r\n\r\n');
  client.send('');
  await fetch(`${address}/healthz`); // by now the first request has arrived
  client.end();

  await expect.poll(lines).toContainEqual(expect.objectContaining({ route: '/never', aborted: true }));
});

test('a caller that hangs up in the middle of its body is no fault of ours', async () => {
  const { address, lines } = await startServer();
  const client = await openSocket(address);
  client.send(`${postHead(1_000)}{"half":`);
  await fetch(`${address}/healthz`); // by now the head has arrived
  client.end();

  await expect.poll(lines).toContainEqual(expect.objectContaining({ msg: 'the caller hung up' }));
  expect(lines().filter(({ level }) => level === 'error' || level === 50)).toEqual([]);
});

test('connections over the limit are closed at once', async () => {
  const { address } = await startServer({ connectionsMax: 1 });
  const first = await openSocket(address);
  first.send('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  await first.until('alive');

  expect(await (await openSocket(address)).closed()).toBe('');
  first.end();
});

describe('listening', () => {
  test('on a port that is taken fails with one sentence that says what to change', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };
    const { server } = createTestServer();

    const failure = server.listen({ port, host: '127.0.0.1' });

    await expect(failure).rejects.toThrow(PortTaken);
    await expect(failure).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another process: stop it, or choose another port with SAMBAND_HTTP_PORT.`,
    );
    await server.stop();
    holder.close();
  });

  test('on an address of another machine fails with what to change', async () => {
    const { server } = createTestServer();

    await expect(server.listen({ port: 0, host: '203.0.113.1' })).rejects.toThrow(HostNotAvailable);
    await server.stop();
  });

  test('on a port that the operating system keeps fails with what to change', () => {
    const refusal = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });

    expect(translateListenError(refusal, '127.0.0.1', 80)).toBeInstanceOf(PortNotAllowed);
  });

  test('hides no failure of another kind', () => {
    const failure = Object.assign(new Error('listen EMFILE'), { code: 'EMFILE' });

    expect(translateListenError(failure, '127.0.0.1', 80)).toBe(failure);
  });
});

test('that it listens is not written to the log here: who starts the server says when all is ready', async () => {
  const { server, lines } = createTestServer();
  await server.listen({ port: 0, host: '127.0.0.1' });
  await server.stop();

  expect(lines()).toEqual([]);
});
