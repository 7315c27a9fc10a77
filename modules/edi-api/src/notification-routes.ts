import type { FastifyPluginAsyncTypebox } from '@samband/http';
import { Type } from 'typebox';
import { type EdiParts, ediConfig, ediSchema } from './edi-routes.ts';
import { mshProblems } from './msh-problem-schema.ts';
import {
  DeleteNotificationsBody,
  NotificationsBody,
  NotificationsQuery,
  UnreadBody,
  UnreadQuery,
} from './notification-schemas.ts';
import { herIdsOf } from './unread.ts';
import { notificationLine, unreadLine } from './wire.ts';

const config = { ...ediConfig, quiet: true } as const;

/** What is new, asked for page by page. */
export function notificationRoutes({ exchange, access, unread }: EdiParts): FastifyPluginAsyncTypebox {
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

    app.get(
      '/notifications/unread',
      {
        schema: {
          ...ediSchema,
          operationId: 'getUnreadNotifications',
          summary: 'What is new for some HER-ids and not deleted yet, the oldest first',
          description:
            'Without offsets: a notification comes again until it is deleted (`POST /notifications/delete`).',
          querystring: UnreadQuery,
          response: { 200: UnreadBody, ...mshProblems(404, 423) },
        },
        config,
      },
      async ({ caller, query: { HerIds, NotificationsToFetch } }) => {
        await access.assertMayAct(caller, HerIds);
        return { unreadNotifications: (await unread.list(HerIds, NotificationsToFetch, caller)).map(unreadLine) };
      },
    );

    app.post(
      '/notifications/delete',
      {
        schema: {
          ...ediSchema,
          operationId: 'deleteNotifications',
          summary: 'Be done with some notifications: they are unread no more',
          description: 'All or none. Deleting again changes nothing, nor does an id that is not there. Messages stay.',
          body: DeleteNotificationsBody,
          response: { 204: Type.Null({ description: 'Deleted' }), ...mshProblems(404, 423) },
        },
        config,
      },
      async ({ body, caller }, reply) => {
        await access.assertMayAct(caller, herIdsOf(body.notificationIds));
        await unread.remove(body.notificationIds, caller);
        return reply.status(204).send(null);
      },
    );
  };
}
