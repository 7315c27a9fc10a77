import type { FastifyInstance } from 'fastify';

/**
 * A client that asks first whether it may send its body (`Expect: 100-continue`, RFC 9110 §10.1.1) is told so only when
 * the head has passed every check: a large body without a token stays with its sender.
 */
export function continueAfterHead(app: FastifyInstance): void {
  app.server.on('checkContinue', app.routing);
  app.addHook('preParsing', async (request, reply) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
  });
}
