import type { PartyId } from './document-header.ts';

/** Identity numbers of persons (8116): never listed in a header. */
const IDENTITY_NUMBER_TYPES: ReadonlySet<string> = new Set(['FNR', 'DNR', 'HNR', 'SSN', 'FPN', 'PNR']);

/** The ids that a header may show, by type and, whatever the type says, not when they look like an identity number. */
export function withoutIdentityNumbers(ids: readonly PartyId[]): PartyId[] {
  return ids.filter((id) => !IDENTITY_NUMBER_TYPES.has(id.type) && !/^\d{6}[ -]?\d{5}$/.test(id.value));
}

/**
 * The HER-id among ids: digits only (HIS 1153-1); anything else in its place is no HER-id. Two different ones name
 * nobody: which of them is meant would be each reader's guess.
 */
export function findHerId(ids: readonly PartyId[]): number | undefined {
  const values = new Set(
    ids.filter(({ type, value }) => type === 'HER' && /^[1-9]\d{0,8}$/.test(value)).map(({ value }) => value),
  );
  const [first, ...others] = values;
  return first === undefined || others.length > 0 ? undefined : Number(first);
}
