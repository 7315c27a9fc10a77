import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import type { Exchange } from '../exchange.ts';
import type { OverdueLeg, OverduePlace, PartnerAgeing } from '../overdue.ts';
import { OverdueBody, OverdueQuery, OverdueSummaryBody } from './overdue-schemas.ts';
import { actorOf } from './trace-all.ts';

/** The work lists of what was not acknowledged or answered in time. */
export function overdueRoutes(exchange: Exchange): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/exchange/overdue',
      {
        schema: {
          operationId: 'listOverdue',
          summary: 'What was not acknowledged or answered in time, until it is; the oldest first',
          description: 'Of what the client’s organisation has sent; of everything with the scope of the operator.',
          tags: ['Exchange'],
          querystring: OverdueQuery,
          response: { 200: OverdueBody, ...problems(400, 401, 403) },
        },
        config: { scope: 'samband:exchange/trace' },
      },
      async ({ query: { after, limit }, caller }) => {
        const { legs, next } = await exchange.overdue(
          { ...(after && { after: parsePlace(after) }), limit },
          actorOf(caller),
        );
        return { overdue: legs.map(legBody), ...(next && { next: writePlace(next) }) };
      },
    );

    app.get(
      '/exchange/overdue/summary',
      {
        schema: {
          operationId: 'summariseOverdue',
          summary: 'For each receiver, how many wait and for how long; those with the most first',
          tags: ['Exchange'],
          response: { 200: OverdueSummaryBody, ...problems(401, 403) },
        },
        config: { scope: 'samband:exchange/trace' },
      },
      async ({ caller }) => ({ receivers: (await exchange.overdueSummary(actorOf(caller))).map(ageingBody) }),
    );
  };
}

function legBody({ messageId, documentId, dueAt, ...leg }: OverdueLeg): OverdueBody['overdue'][number] {
  return {
    ...leg,
    id: messageId,
    messageId: documentId,
    sender: partyBody(leg.sender),
    receiver: partyBody(leg.receiver),
    dueAt: dueAt.toISOString(),
  };
}

function ageingBody({ receiver, oldestDueAt, ...counts }: PartnerAgeing): OverdueSummaryBody['receivers'][number] {
  return { ...counts, receiver: partyBody(receiver), oldestDueAt: oldestDueAt.toISOString() };
}

function partyBody({ herId, name }: OverdueLeg['sender']) {
  return { herId, ...(name !== undefined && { name }) };
}

/** A place as one word, which clients hand back as it is; its form is held by the schema. */
function writePlace({ dueAt, messageId, receiverHerId, leg }: OverduePlace): string {
  return [dueAt.getTime(), messageId, receiverHerId, leg].join('_');
}

function parsePlace(text: string): OverduePlace {
  const [dueAt = '', messageId = '', receiverHerId = '', leg = ''] = text.split('_');
  return {
    dueAt: new Date(Number(dueAt)),
    messageId,
    receiverHerId: Number(receiverHerId),
    leg: leg as OverduePlace['leg'],
  };
}
