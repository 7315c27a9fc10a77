import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifySerializerCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { once } from './once.ts';
import type { SchemasCompiled } from './schemas-compiled.ts';

/** Writes answers by their schemas: what a schema does not name never leaves. */
export function createSerializerCompiler(compiled: SchemasCompiled): FastifySerializerCompiler<TSchema> {
  const compile = SerializerSelector()({}, {}) as FastifySerializerCompiler<TSchema>;
  return (route) => {
    const serializer = once(() => compile(route));
    if (compiled === 'at-start') serializer();
    return (answer) => serializer()(answer);
  };
}
