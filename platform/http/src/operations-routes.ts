import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Metrics } from '@samband/telemetry';
import type { Lifecycle } from './lifecycle.ts';
import type { CheckResult } from './readiness.ts';

const HealthBody = Type.Object({ status: Type.Literal('alive') });

const ReadinessBody = Type.Object({
  ready: Type.Boolean(),
  checks: Type.Array(
    Type.Object({
      name: Type.String(),
      ok: Type.Boolean(),
      detail: Type.Optional(Type.String({ description: 'What failed' })),
    }),
  ),
});

export interface OperationsRoutesOptions {
  lifecycle: Lifecycle;
  readiness: () => Promise<CheckResult[]>;
  metrics: Metrics;
}

const STOPPING: CheckResult = { name: 'server', ok: false, detail: 'stopping' };

/** What the machinery around the server asks: is it alive, is it ready, how is it doing, what can it do. */
export function operationsRoutes({
  lifecycle,
  readiness,
  metrics,
}: OperationsRoutesOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/healthz',
      {
        schema: {
          operationId: 'getHealth',
          summary: 'Whether the process is alive',
          tags: ['Operations'],
          response: { 200: HealthBody },
        },
        config: { open: true, quiet: true },
      },
      () => ({ status: 'alive' as const }),
    );

    app.get(
      '/readyz',
      {
        schema: {
          operationId: 'getReadiness',
          summary: 'Whether the server can take requests, and what is missing when it cannot',
          tags: ['Operations'],
          response: { 200: ReadinessBody, 503: ReadinessBody },
        },
        config: { open: true, quiet: true },
      },
      async (_request, reply) => {
        const checks = lifecycle.isStopping() ? [STOPPING] : await readiness();
        const ready = checks.every(({ ok }) => ok);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );

    app.get(
      '/metrics',
      {
        schema: { operationId: 'getMetrics', summary: 'Figures in the Prometheus text format', tags: ['Operations'] },
        config: { open: true, quiet: true },
      },
      async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
    );

    app.get('/openapi.json', { schema: { hide: true }, config: { open: true } }, () => app.swagger());
  };
}
