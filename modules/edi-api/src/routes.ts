import type { AddressRegister } from '@samband/address-register';
import type { Database } from '@samband/db';
import type { Exchange } from '@samband/exchange';
import { answerProblem, type FastifyPluginAsyncTypebox } from '@samband/http';
import { Type } from 'typebox';
import { createAccess } from './access.ts';
import { configurationRoutes } from './configuration-routes.ts';
import { type EdiParts, ediConfig, ediSchema } from './edi-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { createMshConfigurations } from './msh-configuration.ts';
import { toMshProblem } from './msh-problem.ts';
import { mshProblems } from './msh-problem-schema.ts';
import { notificationRoutes } from './notification-routes.ts';
import { createOpenStreams } from './open-streams.ts';
import { checkApiVersion } from './request-headers.ts';
import { streamRoutes } from './stream-routes.ts';
import { createUnread } from './unread.ts';
import { checkWholeNumbers } from './whole-numbers.ts';

export interface EdiApiOptions {
  readonly database: Database;
  readonly exchange: Exchange;
  readonly register: AddressRegister;
  /**
   * Whether a client may still call: a lock that is held by one that may not, holds nobody up. Asked about the holder when
   * another client meets the lock.
   */
  readonly isClientActive?: (clientId: string) => Promise<boolean>;
  readonly now?: () => Date;
}

/** EDI 2.0 version 3: the message handler as a REST service, field names and numbers as its clients know them. */
export function ediApiRoutes(options: EdiApiOptions): FastifyPluginAsyncTypebox {
  const { database, exchange, register, isClientActive = async () => true, now = () => new Date() } = options;
  const configurations = createMshConfigurations(database, isClientActive);
  const parts: EdiParts = {
    exchange,
    register,
    configurations,
    access: createAccess(exchange, register, configurations),
    unread: createUnread(database, exchange),
    streams: createOpenStreams(configurations),
    now,
  };

  return async (app) => {
    app.setErrorHandler((thrown, request, reply) =>
      answerProblem(thrown, request, reply, (problem, error) => toMshProblem(problem, error, now())),
    );
    app.addHook('onRequest', async (request) => checkApiVersion(request.headers['api-version']));
    app.addHook('preValidation', async (request) => checkWholeNumbers(request.query));

    await app.register(messageRoutes(parts));
    await app.register(notificationRoutes(parts));
    await app.register(streamRoutes(parts));
    await app.register(configurationRoutes(parts));
    await app.register(pingRoute(now));
  };
}

const PingBody = Type.Object({
  response: Type.Literal('Pong'),
  timestampUtc: Type.String({ format: 'date-time' }),
});

function pingRoute(now: () => Date): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/ping',
      {
        schema: {
          ...ediSchema,
          operationId: 'ping',
          summary: 'Whether the service answers, and what time it has',
          response: { 200: PingBody, ...mshProblems() },
        },
        config: { ...ediConfig, quiet: true },
      },
      async () => ({ response: 'Pong' as const, timestampUtc: now().toISOString() }),
    );
  };
}
