import { type TSchema, Type } from 'typebox';

/** A HER-id on the wire. */
export const HerId = Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [8142519] });

/** The HER-ids of a query, one parameter each: `HerIds=42&HerIds=1337`. */
export const HerIds = Type.Array(HerId, {
  minItems: 1,
  maxItems: 1500,
  uniqueItems: true,
  description: 'HER-ids of your own organisation, the parameter once for each, none twice',
});

/** Absent and null mean the same. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));
