import { Ajv2019, type ErrorObject } from 'ajv/dist/2019.js';
import addFormatsModule from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { RequestInvalid } from './errors.ts';
import { once } from './once.ts';
import type { InputFault } from './problem.ts';
import type { SchemasCompiled } from './schemas-compiled.ts';
import { findTextFault } from './text-fault.ts';

/** Faults listed in one answer. */
const FAULTS_MAX = 50;

/** Values in an input whose every fault is listed; of a larger one only the first, as the list could grow with it. */
const LISTED_VALUES_MAX = 10_000;

const addFormats = addFormatsModule as unknown as (ajv: Ajv2019) => Ajv2019;

const BASE = { strict: true, strictTypes: false, strictRequired: false, useDefaults: true, removeAdditional: false };

/**
 * Checks inputs by their schemas. A body is taken as it is; path, query and headers are text on the wire and so become
 * the number or boolean that the schema asks for. Nothing unknown is removed in silence.
 */
export function createValidatorCompiler(compiled: SchemasCompiled): FastifySchemaCompiler<TSchema> {
  const compilers = { body: schemaCompiler(false), text: schemaCompiler('array') };
  return ({ schema, httpPart }) => {
    const compile = httpPart === 'body' ? compilers.body : compilers.text;
    const checks = compile(schema);
    if (compiled === 'at-start') checks.fast();
    return (value: unknown) => {
      if (checks.fast()(value)) {
        const fault = findTextFault(value);
        return fault ? { error: new RequestInvalid([placed(fault, httpPart)]) } : { value };
      }
      const check = isSmall(value) ? checks.all() : checks.fast();
      check(value);
      return { error: new RequestInvalid(faultsOf(check.errors ?? [], httpPart)) };
    };
  };
}

/** The everyday check stops at the first fault; the one that lists them all is compiled when it is first needed. */
function schemaCompiler(coerceTypes: false | 'array') {
  const fast = addFormats(new Ajv2019({ ...BASE, coerceTypes }));
  const all = addFormats(new Ajv2019({ ...BASE, coerceTypes, allErrors: true }));
  return (schema: TSchema) => ({ fast: once(() => fast.compile(schema)), all: once(() => all.compile(schema)) });
}

function isSmall(value: unknown): boolean {
  const waiting: unknown[] = [value];
  for (let seen = 0; seen < LISTED_VALUES_MAX; seen++) {
    if (waiting.length === 0) return true;
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner = Object.values(next);
    if (inner.length > LISTED_VALUES_MAX) return false;
    waiting.push(...inner);
  }
  return false;
}

function faultsOf(errors: readonly ErrorObject[], httpPart: string | undefined): InputFault[] {
  const faults = errors.slice(0, FAULTS_MAX).map((error) => {
    return placed({ pointer: pointerOf(error), detail: detailOf(error) }, httpPart);
  });
  return faults.filter((fault, index) => faults.findIndex((other) => isSame(fault, other)) === index);
}

function placed({ pointer = '', detail }: InputFault, httpPart: string | undefined): InputFault {
  return httpPart === 'body' ? { pointer, detail } : { parameter: nameOf(pointer), detail };
}

function isSame(one: InputFault, other: InputFault): boolean {
  return one.pointer === other.pointer && one.parameter === other.parameter && one.detail === other.detail;
}

/** A missing or unknown field is pointed at itself, not at the object that lacks or holds it. */
function pointerOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword === 'required') return `${instancePath}/${escapeSegment(params['missingProperty'])}`;
  if (keyword === 'additionalProperties') return `${instancePath}/${escapeSegment(params['additionalProperty'])}`;
  if (keyword === 'unevaluatedProperties') return `${instancePath}/${escapeSegment(params['unevaluatedProperty'])}`;
  return instancePath;
}

/** RFC 6901 §3. */
function escapeSegment(name: unknown): string {
  return String(name).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A parameter has a name, not a place in a document: the first segment of the pointer. */
function nameOf(pointer: string): string {
  return (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What is wrong, in words; never the value, which may be what must not be repeated. */
function detailOf({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not known here';
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'const':
      return `must be ${String(params['allowedValue'])}`;
    case 'type':
      return `must be ${[params['type']].flat().join(' or ')}`;
    default:
      return message ?? 'is not valid';
  }
}
