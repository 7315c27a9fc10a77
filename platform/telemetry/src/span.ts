import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

const tracer = () => trace.getTracer('samband');

/** Does the work inside a span, as a child of the span that is open; a failure is recorded on the span and thrown on. */
export async function withSpan<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, { attributes: { ...attributes } }, async (span) => {
    try {
      return await work();
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The span of a request that came in over the wire: opened and closed at different places. */
export interface ServerSpan {
  /** Goes on with the span as the open one. */
  run<T>(work: () => T): T;
  /** Names the span when the route is known and closes it. */
  end(outcome: { name: string; attributes: SpanAttributes; failed: boolean }): void;
}

/** Opens the span of an incoming request, as a child of the caller's when its `traceparent` header says so. */
export function startServerSpan(name: string, headers: Readonly<Record<string, unknown>>): ServerSpan {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  const span = tracer().startSpan(name, { kind: SpanKind.SERVER }, parent);
  const own = trace.setSpan(parent, span);
  return {
    run: (work) => context.with(own, work),
    end({ name: finalName, attributes, failed }) {
      span.updateName(finalName);
      span.setAttributes({ ...attributes });
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The kind of the failure only: its words may hold what a trace must not. */
function markFailed(span: Span, error: unknown): void {
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
