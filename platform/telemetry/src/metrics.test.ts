import { describe, expect, test } from 'vitest';
import { createMetrics } from './index.ts';

describe('metrics', () => {
  test('have Node’s own figures from the start', async () => {
    expect(await createMetrics().text()).toContain('samband_nodejs_eventloop_lag_seconds');
  });

  test('of two registries do not meet', async () => {
    const one = createMetrics();
    const other = createMetrics();
    one.counter('test_total', 'Events').add({});

    expect(await other.text()).not.toContain('samband_test_total');
  });

  test('count, by label', async () => {
    const metrics = createMetrics();
    const accepted = metrics.counter('test_accepted_total', 'Messages accepted', ['transport']);
    accepted.add({ transport: 'edi-api' });
    accepted.add({ transport: 'edi-api' }, 2);

    const text = await metrics.text();
    expect(text).toContain('# HELP samband_test_accepted_total Messages accepted');
    expect(text).toContain('# TYPE samband_test_accepted_total counter');
    expect(text).toContain('samband_test_accepted_total{transport="edi-api"} 3');
  });

  test('spread values over buckets', async () => {
    const metrics = createMetrics();
    metrics.histogram('test_duration_seconds', 'Time').observe({}, 0.02);
    metrics.histogram('test_size_bytes', 'Size', ['kind'], [10, 20]).observe({ kind: 'a' }, 15);

    const text = await metrics.text();
    expect(text).toContain('samband_test_duration_seconds_bucket{le="0.01"} 0');
    expect(text).toContain('samband_test_duration_seconds_bucket{le="0.025"} 1');
    expect(text).toContain('samband_test_size_bytes_bucket{le="20",kind="a"} 1');
  });

  test('go up and down, or are read when somebody asks', async () => {
    const metrics = createMetrics();
    const waiting = metrics.gauge('test_waiting', 'Waiting');
    waiting.set({}, 5);
    waiting.add({}, -2);
    let connections = 1;
    metrics.gaugeOf('test_connections', 'Connections', () => connections);
    connections = 7;

    const text = await metrics.text();
    expect(text).toContain('samband_test_waiting 3');
    expect(text).toContain('samband_test_connections 7');
  });

  test('with an id in a label stop growing, and say that they did', async () => {
    const metrics = createMetrics();
    const careless = metrics.counter('test_careless_total', 'By id', ['id']);
    for (let id = 0; id < 2_100; id++) careless.add({ id });
    careless.add({ id: 7 });

    const text = await metrics.text();
    expect(text.match(/^samband_test_careless_total\{/gm)).toHaveLength(2_000);
    expect(text).toContain('samband_test_careless_total{id="7"} 2');
    expect(text).toContain('samband_metric_series_dropped_total{metric="test_careless_total"} 100');
  });
});
