import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import type { Retention } from '../retention.ts';
import type { RetentionPlan } from '../retention-store.ts';
import { PlanBody, RulesBody, RunBody, RunOrder } from './retention-schemas.ts';

const config = { scope: 'samband:exchange/operate' };
const tags = ['Exchange'];

/** How long what is kept, what a run would remove, and the run. */
export function retentionRoutes(retention: Retention): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/exchange/retention',
      {
        schema: {
          operationId: 'getRetentionRules',
          summary: 'How long documents, what is known of them, and their keys are kept',
          tags,
          response: { 200: RulesBody, ...problems(401, 403) },
        },
        config,
      },
      async () => ({ rules: await retention.rules() }),
    );

    app.put(
      '/exchange/retention',
      {
        schema: {
          operationId: 'putRetentionRules',
          summary: 'Set all rules at once',
          tags,
          body: RulesBody,
          response: { 200: RulesBody, ...problems(400, 401, 403) },
        },
        config,
      },
      async ({ body }) => {
        await retention.setRules(body.rules);
        return { rules: await retention.rules() };
      },
    );

    app.post(
      '/exchange/retention/plans',
      {
        schema: {
          operationId: 'planRetention',
          summary: 'Count what has had its time; nothing is removed',
          tags,
          response: { 200: PlanBody, ...problems(401, 403) },
        },
        config,
      },
      async ({ caller }) => planBody(await retention.plan(caller.clientId)),
    );

    app.post(
      '/exchange/retention/runs',
      {
        schema: {
          operationId: 'runRetention',
          summary: 'Remove what a plan has counted',
          tags,
          body: RunOrder,
          response: { 200: RunBody, ...problems(400, 401, 403, 404) },
        },
        config,
      },
      ({ body, caller }) => retention.run(body.token, caller.clientId),
    );
  };
}

function planBody({ token, plannedAt, rules, removals }: RetentionPlan): PlanBody {
  return {
    token,
    plannedAt: plannedAt.toISOString(),
    rules: rules.map((rule) => ({ ...rule })),
    removals: removals.map(({ oldest, newest, ...removal }) => ({
      ...removal,
      oldest: new Date(oldest).toISOString(),
      newest: new Date(newest).toISOString(),
    })),
  };
}
