import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Type } from '@fastify/type-provider-typebox';
import { startTracing, withSpan } from '@samband/telemetry';
import { expect, test } from 'vitest';
import { createTestServer } from './test-server.ts';

interface Span {
  name: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: object }[];
}

test('a request is a span by its route, and what its handler does is inside it', async () => {
  const bodies: string[] = [];
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const tracing = await startTracing({ endpoint: `http://127.0.0.1:${port}`, serviceName: 'test' });
  const { server } = createTestServer();
  server.post('/things/:id', { schema: { body: Type.Object({}) }, config: { scope: 'test/read' } }, () =>
    withSpan('work', {}, async () => ({})),
  );

  await server.inject({ method: 'POST', url: '/things/7?name=hush', payload: {} });
  await tracing.shutdown();
  collector.close();

  const spans = bodies.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Span[] }[] }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  ) as Span[];
  const request = spans.find(({ name }) => name === 'POST /things/:id');
  expect(request?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 200 } });
  expect(spans.find(({ name }) => name === 'work')?.parentSpanId).toBe(request?.spanId);
  expect(bodies.join()).not.toContain('hush');
});
