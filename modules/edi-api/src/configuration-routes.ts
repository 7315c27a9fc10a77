import { assertActsFor } from '@samband/exchange';
import type { FastifyPluginAsyncTypebox } from '@samband/http';
import { Type } from 'typebox';
import { MshConfigurationsBody, MshConfigurationsQuery } from './configuration-schemas.ts';
import { ediConfig as config, type EdiParts, ediSchema } from './edi-routes.ts';
import { mshProblems } from './msh-problem-schema.ts';

/** How HER-ids want to be served. */
export function configurationRoutes({ register, configurations, streams }: EdiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.put(
      '/mshconfigurations',
      {
        schema: {
          ...ediSchema,
          operationId: 'putMshConfigurations',
          summary: 'How some HER-ids want to be served',
          description:
            'All or none. A HER-id without a configuration is served as with the defaults: not locked, nothing refused.',
          body: MshConfigurationsBody,
          response: { 204: Type.Null({ description: 'Set' }), ...mshProblems(404, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { body, caller } = request;
        await assertActsFor(
          register,
          caller,
          body.configurations.map(({ herId }) => herId),
        );
        await configurations.put(
          body.configurations.map(({ rejectMessageFilters, ...configuration }) => ({
            ...configuration,
            refusedMessageFunctions: rejectMessageFilters?.MessageFunction ?? [],
          })),
          caller,
        );
        await streams.endLocked();
        return reply.status(204).send(null);
      },
    );

    app.delete(
      '/mshconfigurations',
      {
        schema: {
          ...ediSchema,
          operationId: 'deleteMshConfigurations',
          summary: 'Forget how some HER-ids wanted to be served',
          querystring: MshConfigurationsQuery,
          response: { 204: Type.Null({ description: 'Forgotten' }), ...mshProblems(404, 423) },
        },
        config,
      },
      async (request, reply) => {
        const { caller, query } = request;
        await assertActsFor(register, caller, query.HerIds);
        await configurations.remove(query.HerIds, caller);
        return reply.status(204).send(null);
      },
    );
  };
}
