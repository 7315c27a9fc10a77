/**
 * Metrics for Prometheus, and OpenTelemetry traces when an endpoint is configured.
 */
export {
  type CounterMetric,
  createMetrics,
  DURATION_BUCKETS_SECONDS,
  type GaugeMetric,
  type HistogramMetric,
  type Labels,
  type Metrics,
  SIZE_BUCKETS_BYTES,
} from './metrics.ts';
export { type ServerSpan, type SpanAttributes, startServerSpan, withSpan } from './span.ts';
export { startTracing, type Tracing, type TracingOptions } from './tracing.ts';
