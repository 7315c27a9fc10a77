import type { TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import type { Setting } from './setting.ts';

type Shape = TSchema & {
  type?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  expected?: string;
};

/** The text of a variable as the value that its schema asks for; undefined when it is not one. */
export function parseSetting({ schema }: Setting, text: string): { value: unknown } | undefined {
  const value = toValue(schema, text);
  return value !== undefined && Check(schema, value) ? { value } : undefined;
}

/** What a setting takes, in words. */
export function expectationOf({ schema }: Pick<Setting, 'schema'>): string {
  const { type, enum: choices, minimum, maximum, expected } = schema as Shape;
  if (expected !== undefined) return expected;
  if (choices !== undefined) return `one of ${choices.join(', ')}`;
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`;
  if (type === 'boolean') return 'on or off';
  return 'a text';
}

function toValue(schema: Shape, text: string): unknown {
  switch (schema.type) {
    case 'integer':
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return { on: true, off: false }[text];
    case 'array':
      return text.split(',').map((part) => part.trim());
    default:
      return text;
  }
}
