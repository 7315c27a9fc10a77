export interface TracingOptions {
  /** Where an OpenTelemetry collector takes OTLP over HTTP, such as `http://localhost:4318`; none: no tracing. */
  endpoint: string | undefined;
  serviceName: string;
  /** Told when spans could not be sent, so that it can be logged; tracing never fails the work itself. */
  onLoss?: (error: unknown) => void;
}

export interface Tracing {
  /** Sends what is left and stops. */
  shutdown(): Promise<void>;
}

/**
 * Starts OpenTelemetry traces when an endpoint is configured. Without one nothing is set up, the exporter is not even
 * read, and `withSpan` costs next to nothing.
 */
export async function startTracing({ endpoint, serviceName, onLoss = () => {} }: TracingOptions): Promise<Tracing> {
  if (endpoint === undefined) return { shutdown: async () => {} };
  const { startExporting } = await import('./exporting.ts');
  return startExporting({ endpoint, serviceName, onLoss });
}
