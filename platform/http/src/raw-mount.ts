import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { BodyTooLarge, LengthRequired } from './errors.ts';

export interface RawMountOptions {
  /** Path patterns such as `/connect/*`. */
  paths: readonly string[];
  /** Answers with Node's own request and response; reads the body itself. */
  handler: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Largest body that is let through. */
  bodyLimitBytes?: number;
}

/** Enough for a token request with several assertions. */
const BODY_LIMIT_BYTES = 65_536;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Lets another HTTP library answer some paths, open to everyone: Fastify checks the head, the library reads the body.
 * Request id, security headers, timeouts, figures and the log are as on any other route. The length of a body must be
 * told beforehand, because nobody counts it on the way.
 */
export function rawMount(
  app: FastifyInstance,
  { paths, handler, bodyLimitBytes = BODY_LIMIT_BYTES }: RawMountOptions,
): void {
  app.register(async (mount) => {
    mount.removeAllContentTypeParsers();
    mount.addContentTypeParser('*', (_request, _payload, done) => done(null));
    mount.addHook('onRequest', async ({ headers }) => {
      if (headers['transfer-encoding'] !== undefined) throw new LengthRequired();
      if (Number(headers['content-length'] ?? 0) > bodyLimitBytes) throw new BodyTooLarge(bodyLimitBytes);
    });
    for (const url of paths) {
      mount.route({
        method: [...METHODS],
        url,
        schema: { hide: true },
        config: { open: true },
        handler: async (request, reply) => {
          reply.hijack();
          for (const [name, value] of Object.entries(reply.getHeaders())) {
            if (value !== undefined) reply.raw.setHeader(name, value);
          }
          await handler(request.raw, reply.raw);
        },
      });
    }
  });
}
