import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { startServerSpan, startTracing, type Tracing, withSpan } from './index.ts';

interface ExportedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  status: { code?: number };
  attributes: { key: string; value: Record<string, unknown> }[];
}

interface Export {
  resourceSpans: { scopeSpans: { spans: ExportedSpan[] }[] }[];
}

/** A collector that keeps what it is sent: OTLP over HTTP as JSON. */
async function startCollector() {
  const spans: ExportedSpan[] = [];
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    void json(request).then((body) => {
      const scopes = (body as Export).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans);
      spans.push(...scopes.flatMap((scope) => scope.spans));
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  open.push(server);
  return { endpoint: `http://127.0.0.1:${port}/`, spans, paths };
}

const open: Server[] = [];
let tracing: Tracing | undefined;
afterEach(async () => {
  await tracing?.shutdown();
  for (const server of open.splice(0)) server.close();
});

describe('without an endpoint', () => {
  test('work is done and nothing is sent', async () => {
    tracing = await startTracing({ endpoint: undefined, serviceName: 'test' });

    expect(await withSpan('work', {}, async () => 7)).toBe(7);
    const span = startServerSpan('GET', {});
    expect(span.run(() => 8)).toBe(8);
    span.end({ name: 'GET /', attributes: {}, failed: false });
  });
});

describe('with an endpoint', () => {
  test('spans arrive, each the child of the one it was opened in, under the caller’s trace', async () => {
    const collector = await startCollector();
    tracing = await startTracing({ endpoint: collector.endpoint, serviceName: 'test' });
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const request = startServerSpan('GET', { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });

    await request.run(() => withSpan('outer', { sizeBytes: 12 }, () => withSpan('inner', {}, async () => {})));
    request.end({ name: 'GET /things/:id', attributes: { 'http.route': '/things/:id' }, failed: true });
    await tracing.shutdown();

    const spanCalled = (name: string) => collector.spans.find((span) => span.name === name);
    const server = spanCalled('GET /things/:id');
    expect(collector.paths).toStrictEqual(['/v1/traces']);
    expect(server).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7', kind: 2, status: { code: 2 } });
    expect(spanCalled('outer')).toMatchObject({ traceId, parentSpanId: server?.spanId });
    expect(spanCalled('outer')?.attributes).toStrictEqual([{ key: 'sizeBytes', value: { intValue: 12 } }]);
    expect(spanCalled('inner')?.parentSpanId).toBe(spanCalled('outer')?.spanId);
  });

  test('a failure is marked and thrown on, without its words', async () => {
    const collector = await startCollector();
    tracing = await startTracing({ endpoint: collector.endpoint, serviceName: 'test' });

    await expect(withSpan('work', {}, () => Promise.reject(new TypeError('hush')))).rejects.toThrow('hush');
    await tracing.shutdown();

    expect(collector.spans).toMatchObject([{ name: 'work', status: { code: 2 } }]);
    expect(JSON.stringify(collector.spans)).toContain('TypeError');
    expect(JSON.stringify(collector.spans)).not.toContain('hush');
  });

  test('a collector that is not there fails no work and no stop, and the loss is told', async () => {
    const losses: unknown[] = [];
    tracing = await startTracing({
      endpoint: 'http://127.0.0.1:9',
      serviceName: 'test',
      onLoss: (error) => losses.push(error),
    });

    expect(await withSpan('work', {}, async () => 7)).toBe(7);
    await expect(tracing.shutdown()).resolves.toBeUndefined();
    expect(losses).not.toStrictEqual([]);
  });
});
