import type { FastifyPluginAsyncTypebox } from '@samband/http';
import { TooManyChecks } from '../errors.ts';

/** Documents on their way in, or waiting for their answer: at most 160 MB of memory. */
const uploadsMax = 32;

/** Refuses by the head when many documents are on their way: the call is open, and anybody may send slowly. */
export function limitUploads(app: Parameters<FastifyPluginAsyncTypebox>[0]): void {
  let underWay = 0;
  app.addHook('onRequest', async (_request, reply) => {
    if (underWay >= uploadsMax) throw new TooManyChecks(uploadsMax);
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
    });
  });
}
