import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KnownPaths } from '../known-paths.ts';
import { answerFile } from './answer-file.ts';
import { pagePolicy } from './page-policy.ts';
import { readWebFiles, type WebFile } from './web-files.ts';

export interface WebAppOptions {
  /** Holds index.html, and in `assets/` files whose names change with their content. Read once. */
  folder: string;
  /** Texts of the style elements that the page may hold, or show in a frame; all else comes from files of ours. */
  inlineStyles?: readonly string[];
  /** What is said in place of the page when the folder is not there: one sentence. */
  absentText: string;
}

const PAGE = '/index.html';

/** A year, and never asked for again: another content has another name (RFC 8246). */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves a web application of one page at `/`, its files under their own paths, and the page again at whatever else a
 * browser goes to that is no route: the application has addresses of its own.
 */
export function addWebApp(app: FastifyInstance, { folder, inlineStyles = [], absentText }: WebAppOptions): void {
  const policy = pagePolicy(inlineStyles);
  const files = readWebFiles(folder);
  const page = files.find(({ path }) => path === PAGE);
  const answerPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (page === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(`${absentText}\n`);
    reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' });
    return answerFile(page, request, reply);
  };
  app.register(async (site) => {
    site.get('/', { schema: { hide: true }, config: { open: true, quiet: true } }, answerPage);
    for (const file of files.filter(({ path }) => path !== PAGE)) addFile(site, file);
  });
  app.setNotFoundHandler(answerPage); // only what asksForPage lets through comes here
}

function addFile(site: FastifyInstance, file: WebFile): void {
  const cacheControl = file.path.startsWith('/assets/') ? FOR_EVER : 'no-cache';
  site.get(file.path, { schema: { hide: true }, config: { open: true, quiet: true } }, (request, reply) =>
    answerFile(file, request, reply.header('cache-control', cacheControl)),
  );
}

/**
 * Whether a request that no route matches is a browser going to an address of the application: it says that it wants a
 * page, which programs do not, and there is nothing there for another method either.
 */
export function asksForPage({ method, headers, raw }: FastifyRequest, knownPaths: KnownPaths): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const namesHtml = headers.accept?.split(',').some((range) => /^\s*text\/html\s*(?:;|$)/i.test(range)) ?? false;
  return namesHtml && knownPaths.methodsAt(raw.url?.split('?', 1)[0] ?? '/').length === 0;
}
