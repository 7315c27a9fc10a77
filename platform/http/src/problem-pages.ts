import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { RouteNotFound } from './errors.ts';
import { problems } from './problem-schema.ts';

const PAGE_NAME = /^[a-z][a-z0-9-]*\.md$/;

/** Serves a page about each code at the address that a problem's `type` gives. `folder` holds `<code>.md`, read once. */
export function problemPages(folder: string): FastifyPluginAsyncTypebox {
  const pages = readPages(folder);
  return async (app) => {
    app.get(
      '/problems/:code',
      {
        schema: {
          operationId: 'getProblemPage',
          summary: 'What a code means and what to do',
          tags: ['Problems'],
          params: Type.Object({ code: Type.String() }),
          response: problems(404),
        },
        config: { open: true },
      },
      async (request, reply) => {
        const page = pages.get(request.params.code);
        if (page === undefined) throw new RouteNotFound();
        return reply
          .type('text/plain; charset=utf-8')
          .header('cache-control', 'public, max-age=3600')
          .send(page as never);
      },
    );
  };
}

function readPages(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => PAGE_NAME.test(name));
  return new Map(names.map((name) => [name.slice(0, -'.md'.length), readFileSync(join(folder, name), 'utf8')]));
}
