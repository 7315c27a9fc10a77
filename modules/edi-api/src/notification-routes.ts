import type { FastifyPluginAsyncTypebox } from '@samband/http';
import { type EdiParts, ediConfig, ediSchema } from './edi-routes.ts';
import { mshProblems } from './msh-problem-schema.ts';
import { NotificationsBody, NotificationsQuery } from './notification-schemas.ts';
import { notificationLine } from './wire.ts';

const config = { ...ediConfig, quiet: true } as const;

/** What is new, asked for page by page. */
export function notificationRoutes({ exchange, access }: EdiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/notifications',
      {
        schema: {
          ...ediSchema,
          operationId: 'getNotifications',
          summary: 'What is new for some HER-ids since an offset',
          description:
            'Offsets grow in commit order over the whole network, so a HER-id sees gaps but never misses one.',
          querystring: NotificationsQuery,
          response: { 200: NotificationsBody, ...mshProblems(404, 423) },
        },
        config,
      },
      async (request) => {
        const { HerIds, Offset, NotificationsToFetch } = request.query;
        await access.assertMayAct(request.caller, HerIds);
        const found = await exchange.notifications(
          { herIds: HerIds, after: Offset, limit: NotificationsToFetch },
          request.caller,
        );
        return { notifications: found.map(notificationLine) };
      },
    );
  };
}
