import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from '@samband/db';
import type { PostAnswer, Posts } from './http/message-routes.ts';
import type { Receiving } from './receiving.ts';
import type { SyncAnswers } from './sync-answers.ts';
import { joinHead, splitHead } from './wire-form.ts';

/** Takes posts in: on disk first, and the synchronous ones waited for. */
export function createPosts(database: Database, receiving: Receiving, syncAnswers: SyncAnswers): Posts {
  /** A signal is there already, and what the exchange has taken may be answered; of all else nothing will come. */
  async function mayBeAnswered(receivedId: string): Promise<boolean> {
    const { rowCount } = await database.pool.query({
      name: 'ebxml-may-be-answered',
      text: `select from ebxml.received
              where id = $1 and (answer_id is not null or outcome in ('accepted', 'duplicate', 'document-refused'))`,
      values: [receivedId],
    });
    return (rowCount ?? 0) > 0;
  }

  return {
    async takeAsync(headers, body) {
      await receiving.take({ wire: 'http-async', bytes: joinHead(single(headers), body) });
    },

    async takeSync(headers, body): Promise<PostAnswer> {
      const { id, done } = await receiving.take({ wire: 'http-sync', bytes: joinHead(single(headers), body) });
      await done;
      const answer = (await mayBeAnswered(id)) ? await syncAnswers.take(id, new AbortController().signal) : undefined;
      if (!answer) return { status: 202, headers: {}, body: new Uint8Array() };
      const split = splitHead(answer);
      return { status: 200, headers: split.headers, body: split.body };
    },
  };
}

function single(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
