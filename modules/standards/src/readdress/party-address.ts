/** Who a document is sent from or to: the organisation, and the communication party in it. */
export interface PartyAddress {
  readonly organization: { readonly name: string; readonly herId: number; readonly organizationNumber?: string };
  readonly unit: { readonly kind: 'service' | 'person'; readonly name: string; readonly herId: number };
}

/** For a sentence: `Fjordbyen sykehus (8100100), Medisinsk avdeling (8100101)`. */
export function describeAddress({ organization, unit }: PartyAddress): string {
  return `${organization.name} (${organization.herId}), ${unit.name} (${unit.herId})`;
}
