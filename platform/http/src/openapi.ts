import swagger, { type SwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { ProblemBody, problems } from './problem-schema.ts';

export interface OpenApiOptions {
  title: string;
  version: string;
  publicUrl: string;
}

const PROBLEM_TYPE = 'application/problem+json';

const SECURITY_SCHEME = 'accessToken';

/** Follows the routes that are added from now on and describes them as OpenAPI 3.1, with scope and failures. */
export function describeApi(app: FastifyInstance, { title, version, publicUrl }: OpenApiOptions): void {
  const options: SwaggerOptions = {
    openapi: {
      openapi: '3.1.0',
      info: { title, version },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          [SECURITY_SCHEME]: {
            type: 'http',
            scheme: 'DPoP',
            bearerFormat: 'JWT',
            description: 'An access token bound to the key of a DPoP proof (RFC 9449), with the scope that is named.',
          },
        },
      },
    },
    convertConstToEnum: false, // `const` is part of JSON Schema 2020-12, which OpenAPI 3.1 uses
    transform: ({ schema, url, route }) => ({ schema: describeRoute(schema, route), url }),
    transformObject: (document) =>
      shareProblemSchemas(('openapiObject' in document ? document.openapiObject : {}) as ApiDocument),
  };
  app.register(swagger, options);
}

/** What every route of its kind can answer is added here, so that no route has to repeat it. */
function describeRoute(schema: FastifySchema | undefined, route: RouteOptions): FastifySchema {
  const { scope } = route.config ?? {};
  const statuses = [...(takesInput(schema) ? [400] : []), ...(scope === undefined ? [] : [401, 403]), 500, 503];
  return {
    ...schema,
    security: scope === undefined ? [] : [{ [SECURITY_SCHEME]: [scope] }],
    response: { ...problems(...statuses), ...(schema?.response as object | undefined) },
  };
}

/** As much of the document as is changed here. */
interface ApiDocument {
  paths?: Record<
    string,
    Record<
      string,
      { responses?: Record<string, { content?: Record<string, { schema: { title?: string; $ref?: string } }> }> }
    >
  >;
  components?: { schemas?: Record<string, object> };
}

/** The shape of each kind of failure once, under its title, instead of at every answer of every route. */
function shareProblemSchemas(document: ApiDocument): ApiDocument {
  const shared: Record<string, object> = { Problem: ProblemBody };
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path));
  for (const response of operations.flatMap(({ responses }) => Object.values(responses ?? {}))) {
    const problem = response.content?.[PROBLEM_TYPE];
    if (problem === undefined || response.content === undefined) continue;
    const { title = 'Problem' } = problem.schema;
    shared[title] = problem.schema;
    response.content[PROBLEM_TYPE] = { schema: { $ref: `#/components/schemas/${title}` } };
  }
  const schemas = { ...document.components?.schemas, ...shared };
  return { ...document, components: { ...document.components, schemas } };
}

function takesInput(schema: FastifySchema | undefined): boolean {
  return [schema?.body, schema?.querystring, schema?.params, schema?.headers].some((part) => part !== undefined);
}
