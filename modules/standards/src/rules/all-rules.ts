import { ADDRESSING_RULES } from './addressing.ts';
import type { Rule } from './rule.ts';

/** Every rule beyond the schema, in the order that their findings come in. */
export const ALL_RULES: readonly Rule[] = [...ADDRESSING_RULES];
