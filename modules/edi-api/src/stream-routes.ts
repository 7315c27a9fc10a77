import { type Caller, type EventStream, eventStream, type FastifyPluginAsyncTypebox } from '@samband/http';
import { Type } from 'typebox';
import { type EdiParts, ediConfig, ediSchema } from './edi-routes.ts';
import { hasEnded } from './ended-parties.ts';
import { mshProblems } from './msh-problem-schema.ts';
import { StreamQuery, UnreadStreamQuery } from './notification-schemas.ts';
import { notificationLine, unreadLine } from './wire.ts';

const config = { ...ediConfig, quiet: true, produces: ['text/event-stream'] } as const;

/** No stream outlives the token that opened it, nor this: whoever may no longer listen is found out when it comes back. */
const STREAM_LIFETIME_MAX_MS = 300_000;

const wireText = `event: connected
data:

event: notification
data: {"notificationId":"…","relatedMessageId":"…","type":"NewMessage","notificationReceiverHerId":8142520,…}
`;

const responses = (about: string) => ({
  200: {
    description: `Server-sent events. \`connected\` once, then a \`notification\` for each entry: ${about}. Comments are heartbeats`,
    content: { 'text/event-stream': { schema: Type.String({ examples: [wireText] }) } },
  },
  204: Type.Null({ description: 'Nothing can come any more: the HER-ids have ended long ago. Do not ask again' }),
  ...mshProblems(404, 406, 423),
});

const ending =
  'The stream ends when the token that opened it expires, after five minutes at most, when another client locks one of ' +
  'the HER-ids, and when the server stops. Open it again after a second, and after 408, 429 and 5xx with growing pauses up ' +
  'to half a minute.';

type Request = Parameters<typeof eventStream>[0];
type Reply = Parameters<typeof eventStream>[1];
type Entries = (signal: AbortSignal) => AsyncIterable<object>;

/** What is new, told as it comes (server-sent events, WHATWG HTML §9.2). */
export function streamRoutes(parts: EdiParts): FastifyPluginAsyncTypebox {
  const { exchange, access, register, unread, streams, now } = parts;

  /** Refuses before it begins, since after that the status is 200. Without entries there is nothing to wait for. */
  async function answer(
    request: Request,
    reply: Reply,
    herIds: readonly number[],
    prepare: () => Promise<Entries | undefined>,
  ): Promise<void> {
    const { caller } = request;
    const stream = streams.open(caller, herIds);
    try {
      await access.assertMayAct(caller, herIds);
      const entries = await prepare();
      if (entries === undefined) return void reply.status(204).send();
      const durationMaxMs = lifetimeOf(caller, now());
      await eventStream(request, reply, (events) => tell(events, entries, stream.signal), { durationMaxMs });
    } finally {
      stream.close();
    }
  }

  /** Nothing is there to be told, and nothing can come. */
  async function isSilent(herIds: readonly number[], findSome: () => Promise<readonly unknown[]>): Promise<boolean> {
    return (await hasEnded(register, herIds, now())) && (await findSome()).length === 0;
  }

  return async (app) => {
    app.get(
      '/notifications/stream',
      {
        // A HEAD request would open a stream that nobody reads.
        exposeHeadRoute: false,
        schema: {
          ...ediSchema,
          operationId: 'streamNotifications',
          summary: 'What is new for some HER-ids, told as it comes',
          description: `First what came after Offset, then what comes. Come back with the offset of the last notification that you have seen, and none is missed. ${ending}`,
          querystring: StreamQuery,
          response: responses('the fields of a notification in `GET /notifications`'),
        },
        config,
      },
      async (request, reply) => {
        const { caller, query } = request;
        const { HerIds: herIds, Offset: offset } = query;
        await answer(request, reply, herIds, async () => {
          const end = await exchange.feedEnd();
          // An offset that the feed has not reached comes from elsewhere, or from before a restore: nothing new may be missed.
          const after = Math.min(offset ?? end, end);
          if (await isSilent(herIds, () => exchange.notifications({ herIds, after, limit: 1 }, caller)))
            return undefined;
          return (signal) => mapped(exchange.follow({ herIds, after }, caller, signal), notificationLine);
        });
      },
    );

    app.get(
      '/notifications/unread/stream',
      {
        exposeHeadRoute: false,
        schema: {
          ...ediSchema,
          operationId: 'streamUnreadNotifications',
          summary: 'What is unread for some HER-ids, and then what comes',
          description: `A notification is sent each time a stream is opened, until it is deleted. ${ending}`,
          querystring: UnreadStreamQuery,
          response: responses('the fields of a notification in `GET /notifications/unread`'),
        },
        config,
      },
      async (request, reply) => {
        const { caller, query } = request;
        const { HerIds: herIds } = query;
        await answer(request, reply, herIds, async () => {
          if (await isSilent(herIds, () => unread.list(herIds, 1, caller))) return undefined;
          return (signal) => mapped(unread.follow(herIds, caller, signal), unreadLine);
        });
      },
    );
  };
}

/** Keeps step with the reader: an entry is fetched when the one before it has left. */
async function tell({ signal, send }: EventStream, entries: Entries, locked: AbortSignal): Promise<void> {
  await send('connected', '');
  for await (const entry of entries(AbortSignal.any([signal, locked]))) await send('notification', entry);
}

function lifetimeOf({ expiresAt }: Caller, now: Date): number {
  const leftMs = expiresAt === undefined ? STREAM_LIFETIME_MAX_MS : expiresAt.getTime() - now.getTime();
  return Math.min(Math.max(leftMs, 0), STREAM_LIFETIME_MAX_MS);
}

async function* mapped<Entry, Line>(entries: AsyncIterable<Entry>, line: (entry: Entry) => Line): AsyncGenerator<Line> {
  for await (const entry of entries) yield line(entry);
}
