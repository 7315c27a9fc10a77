import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AnswerTimedOut } from './errors.ts';

/**
 * Answers for whoever is not ready in time: those who find out who calls, and then the handler. The time in which the
 * body arrives is not counted; the limit on the whole request bounds that. An answer that has begun is not touched: the
 * limit on a silent connection ends it.
 *
 * Not Fastify's own `handlerTimeout`: that also counts the body, and it aborts a signal at the end of every request,
 * which nobody here listens to and which took several per cent of a request's time.
 */
export function limitAnswerTime(app: FastifyInstance, answerTimeoutMs: number): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const stopClock = (request: FastifyRequest) => clearTimeout(timers.get(request));
  const startClock = (request: FastifyRequest, reply: FastifyReply) => {
    const answer = () => {
      if (!reply.sent && !reply.raw.headersSent) reply.send(new AnswerTimedOut(answerTimeoutMs));
    };
    timers.set(request, setTimeout(answer, answerTimeoutMs));
  };

  app.addHook('onRequest', (request, reply, done) => {
    startClock(request, reply);
    reply.raw.once('close', () => stopClock(request));
    done();
  });
  app.addHook('preParsing', (request, _reply, payload, done) => {
    stopClock(request);
    done(null, payload);
  });
  app.addHook('preValidation', (request, reply, done) => {
    startClock(request, reply);
    done();
  });
}
