import type { Database } from '@samband/db';
import { type FastifyPluginAsyncTypebox, problems } from '@samband/http';
import { Type } from 'typebox';
import type { Mailbox, MailboxStanding } from '../mailbox-store.ts';
import type { Mailboxes } from '../mailboxes.ts';
import { listRuleCounts } from '../rule-counts.ts';
import {
  MailboxBody,
  MailboxesBody,
  MailboxOrderBody,
  MailboxParams,
  RuleCountsBody,
  RuleCountsQuery,
} from './operator-schemas.ts';

const config = { scope: 'samband:exchange/operate' };
const tags = ['ebXML'];

/** What an operator sees and decides: which rules partners break, and who has a mailbox. */
export function operatorRoutes(database: Database, mailboxes: Mailboxes): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/ebxml/rule-counts',
      {
        schema: {
          operationId: 'listEbxmlRuleCounts',
          summary: 'Which rules of HITS 1172 partners broke, and how often; the most often first',
          tags,
          querystring: RuleCountsQuery,
          response: { 200: RuleCountsBody, ...problems(400, 401, 403) },
        },
        config,
      },
      async ({ query: { from, partner } }) => ({
        ruleCounts: await listRuleCounts(database, { from, partnerHerId: partner }),
      }),
    );

    app.get(
      '/ebxml/mailboxes',
      {
        schema: {
          operationId: 'listEbxmlMailboxes',
          summary: 'The open EDI mailboxes of members, and what waits in them',
          tags,
          response: { 200: MailboxesBody, ...problems(401, 403) },
        },
        config,
      },
      async () => ({ mailboxes: (await mailboxes.list()).map(standingBody) }),
    );

    app.put(
      '/ebxml/mailboxes/:address',
      {
        schema: {
          operationId: 'putEbxmlMailbox',
          summary: 'Open an EDI mailbox, or change an open one',
          description: 'Mail for the address is then fetched by its owner, and no longer handled here.',
          tags,
          params: MailboxParams,
          body: MailboxOrderBody,
          response: { 200: MailboxBody, ...problems(400, 401, 403, 404, 409) },
        },
        config,
      },
      async ({ params, body }) => mailboxBody(await mailboxes.open({ ...params, ...body })),
    );

    app.delete(
      '/ebxml/mailboxes/:address',
      {
        schema: {
          operationId: 'deleteEbxmlMailbox',
          summary: 'Close an EDI mailbox; what is in it can still be fetched',
          tags,
          params: MailboxParams,
          response: { 204: Type.Null(), ...problems(401, 403, 404) },
        },
        config,
      },
      async ({ params: { address } }, reply) => {
        await mailboxes.close(address);
        return reply.code(204).send(null);
      },
    );
  };
}

function mailboxBody({ openedAt, ...mailbox }: Mailbox) {
  return { ...mailbox, openedAt: openedAt.toISOString() };
}

function standingBody({ oldestCameAt, openedAt, ...standing }: MailboxStanding) {
  const oldest = oldestCameAt === null ? {} : { oldestCameAt: oldestCameAt.toISOString() };
  return { ...standing, ...oldest, openedAt: openedAt.toISOString() };
}
