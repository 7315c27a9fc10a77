import type { EnvelopeWishes } from '@samband/exchange';

type Overrides = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * What `transportMetadataOverrides` says, for the evidence; nothing where it says nothing. Clients write null for what
 * they have no wish about.
 */
export function envelopeWishesOf(overrides: Overrides | null | undefined): { envelopeWishes?: EnvelopeWishes } {
  const wishes = Object.entries(overrides ?? {}).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== null && entry[1] !== undefined,
  );
  return wishes.length === 0 ? {} : { envelopeWishes: Object.fromEntries(wishes) };
}
