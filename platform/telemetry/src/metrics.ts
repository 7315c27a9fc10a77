import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'samband_';

/** Most sets of label values that one metric may hold: more means that a label carries an id. */
const SERIES_MAX = 2_000;

/** Seconds, from a cached read to a large document on a slow line. */
export const DURATION_BUCKETS_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
] as const;

/** Bytes, from an application receipt to the largest body that is taken. */
export const SIZE_BUCKETS_BYTES = [
  1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
] as const;

export type Labels<Name extends string> = Readonly<Record<Name, string | number>>;

/** A figure that only grows. Its name ends in `_total`. */
export interface CounterMetric<Name extends string> {
  add(labels: Labels<Name>, by?: number): void;
}

/** How values are spread. Its name ends in the unit: `_seconds` or `_bytes`. */
export interface HistogramMetric<Name extends string> {
  observe(labels: Labels<Name>, value: number): void;
}

/** A figure that goes up and down. */
export interface GaugeMetric<Name extends string> {
  set(labels: Labels<Name>, value: number): void;
  add(labels: Labels<Name>, by: number): void;
}

/**
 * The process's own figures, in a registry of its own. Names get the prefix `samband_`. Labels take few values, known
 * beforehand: a route's pattern, a status class, a transport; never an id. A metric stops taking new sets of label
 * values at 2,000 and counts what it left out in `samband_metric_series_dropped_total`.
 */
export interface Metrics {
  counter<Name extends string = never>(name: string, help: string, labels?: readonly Name[]): CounterMetric<Name>;
  histogram<Name extends string = never>(
    name: string,
    help: string,
    labels?: readonly Name[],
    buckets?: readonly number[],
  ): HistogramMetric<Name>;
  gauge<Name extends string = never>(name: string, help: string, labels?: readonly Name[]): GaugeMetric<Name>;
  /** A figure that is read when somebody asks, such as a pool's connections; `read` must not wait on I/O. */
  gaugeOf(name: string, help: string, read: () => number): void;
  /** Everything in the Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Metrics with Node's own (event loop, heap, garbage collection) already in it. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const dropped = new Counter({
    name: `${PREFIX}metric_series_dropped_total`,
    help: 'Observations left out because a metric had reached its limit of label sets',
    labelNames: ['metric'],
    registers: [registry],
  });
  const gate = (name: string) => boundedSeries(() => dropped.inc({ metric: name }));

  return {
    counter(name, help, labels = []) {
      const metric = new Counter(describe(registry, name, help, labels));
      const admit = gate(name);
      return { add: (values, by = 1) => admit(values) && metric.inc(values, by) };
    },
    histogram(name, help, labels = [], buckets = DURATION_BUCKETS_SECONDS) {
      const metric = new Histogram({ ...describe(registry, name, help, labels), buckets: [...buckets] });
      const admit = gate(name);
      return { observe: (values, value) => admit(values) && metric.observe(values, value) };
    },
    gauge(name, help, labels = []) {
      const metric = new Gauge(describe(registry, name, help, labels));
      const admit = gate(name);
      return {
        set: (values, value) => admit(values) && metric.set(values, value),
        add: (values, by) => admit(values) && metric.inc(values, by),
      };
    },
    gaugeOf(name, help, read) {
      new Gauge({
        ...describe(registry, name, help, []),
        collect() {
          this.set(read());
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function describe<Name extends string>(registry: Registry, name: string, help: string, labels: readonly Name[]) {
  return { name: `${PREFIX}${name}`, help, labelNames: [...labels], registers: [registry] };
}

/** Lets the first `SERIES_MAX` sets of label values through, and from then on only those. */
function boundedSeries(onDropped: () => void): (labels: Readonly<Record<string, string | number>>) => boolean {
  const known = new Set<string>();
  return (labels) => {
    const key = Object.values(labels).join('\u0000');
    if (known.has(key)) return true;
    if (known.size >= SERIES_MAX) {
      onDropped();
      return false;
    }
    known.add(key);
    return true;
  };
}
