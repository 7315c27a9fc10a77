import { DomainError } from '@samband/errors';
import { createMetrics } from '@samband/telemetry';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createTestServer, IDENTITY_NUMBER } from './test-server.ts';

class DatabaseAway extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'test-database-away';
}

afterEach(() => vi.useRealTimers());

test('/healthz says that the process is alive, also to HEAD', async () => {
  const { server } = createTestServer();

  expect((await server.inject('/healthz')).json()).toStrictEqual({ status: 'alive' });
  const head = await server.inject({ method: 'HEAD', url: '/healthz' });
  expect(head.statusCode).toBe(200);
  expect(head.body).toBe('');
});

describe('/readyz', () => {
  const well = { name: 'well', check: async () => {} };

  test('says yes when every check passes', async () => {
    const { server } = createTestServer({ readiness: [well] });

    const answer = await server.inject('/readyz');

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toStrictEqual({ ready: true, checks: [{ name: 'well', ok: true }] });
  });

  test('says no with the reason when one fails', async () => {
    const away = { name: 'database', check: () => Promise.reject(new DatabaseAway('the database does not answer')) };
    const { server } = createTestServer({ readiness: [well, away] });

    const answer = await server.inject('/readyz');

    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toStrictEqual({
      ready: false,
      checks: [
        { name: 'well', ok: true },
        { name: 'database', ok: false, detail: 'the database does not answer' },
      ],
    });
  });

  test('keeps to itself what was not meant to be shown', async () => {
    const broken = { name: 'database', check: () => Promise.reject(new Error(`hush ${IDENTITY_NUMBER}`)) };
    const { server, lines } = createTestServer({ readiness: [broken] });

    const answer = await server.inject('/readyz');

    expect(answer.json().checks).toStrictEqual([{ name: 'database', ok: false, detail: 'failed; the log says why' }]);
    expect(JSON.stringify(lines())).toContain('hush [identity number]');
  });

  test('also when a check throws at once', async () => {
    const broken = {
      name: 'database',
      check: () => {
        throw new Error('at once');
      },
    };
    const { server } = createTestServer({ readiness: [broken] });

    expect((await server.inject('/readyz')).statusCode).toBe(503);
  });

  test('does not wait for a check that hangs', async () => {
    const { server } = createTestServer({ readiness: [{ name: 'slow', check: () => new Promise<void>(() => {}) }] });
    await server.ready();
    vi.useFakeTimers({ toFake: ['setTimeout'] });

    const answer = server.inject('/readyz');
    await vi.advanceTimersByTimeAsync(2_000);

    expect((await answer).json().checks).toStrictEqual([
      { name: 'slow', ok: false, detail: 'no answer within 2000 ms' },
    ]);
  });

  test('runs its checks once for all who ask meanwhile', async () => {
    const check = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 20)));
    const { server } = createTestServer({ readiness: [{ name: 'counted', check }] });

    await Promise.all([server.inject('/readyz'), server.inject('/readyz'), server.inject('/readyz')]);

    expect(check).toHaveBeenCalledTimes(1);
  });
});

describe('/metrics', () => {
  test('counts requests by method, route pattern and class of status', async () => {
    const { server } = createTestServer();
    server.get('/things/:id', { config: { open: true } }, () => ({}));
    await server.inject('/things/1');
    await server.inject('/things/2');
    await server.inject(`/made-up/${IDENTITY_NUMBER}`);

    const answer = await server.inject('/metrics');

    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(answer.body).toContain(
      'samband_http_request_duration_seconds_count{method="GET",route="/things/:id",status_class="2xx"} 2',
    );
    expect(answer.body).toContain(
      'samband_http_request_duration_seconds_count{method="GET",route="(none)",status_class="4xx"} 1',
    );
    expect(answer.body).toContain('samband_http_requests_in_flight 1'); // this one
    expect(answer.body).not.toContain(IDENTITY_NUMBER);
  });

  test('has what others count in the same registry', async () => {
    const metrics = createMetrics();
    const { server } = createTestServer({ metrics });
    metrics.counter('test_events_total', 'Events').add({});

    expect((await server.inject('/metrics')).body).toContain('samband_test_events_total 1');
  });
});
