import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Tracing, TracingOptions } from './tracing.ts';

/** Longest wait for the collector at an export or at the stop: a dead collector must not hold the stop up. */
const EXPORT_TIMEOUT_MS = 2_000;

/** Spans kept while the collector is slow; beyond it they are dropped. */
const QUEUED_SPANS_MAX = 4_096;

/** Sends every span to a collector; until it is shut down, spans and their context are there for the whole process. */
export function startExporting({
  endpoint,
  serviceName,
  onLoss,
}: Required<TracingOptions> & { endpoint: string }): Tracing {
  const exporter = new OTLPTraceExporter({ url: tracesUrl(endpoint), timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, maxQueueSize: QUEUED_SPANS_MAX, exportTimeoutMillis: EXPORT_TIMEOUT_MS }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  setGlobalErrorHandler(onLoss);
  return { shutdown: () => stop(provider, onLoss) };
}

/** OTLP over HTTP puts traces at `/v1/traces` under the endpoint (OTLP specification, "OTLP/HTTP Request"). */
function tracesUrl(endpoint: string): string {
  return `${endpoint.replace(/\/+$/, '')}/v1/traces`;
}

async function stop(provider: TracerProvider, onLoss: (error: unknown) => void): Promise<void> {
  trace.disable();
  context.disable();
  propagation.disable();
  await provider.shutdown().catch(onLoss);
}
