/** How much may be under way at the same time, in all and for one partner. */
export interface PlaceLimits {
  readonly placesMax: number;
  readonly perPartnerMax: number;
  readonly bytesMax: number;
}

export interface Places {
  /** By partner, those that have something under way. */
  readonly underWay: ReadonlyMap<string, number>;
  /** How many more may start now; none while what is under way weighs too much. */
  free(): number;
  take(partner: string, bytes: number): void;
  leave(partner: string, bytes: number): void;
}

/** Bulkheads: a partner that answers slowly, or never, fills its own places and nobody else's. */
export function createPlaces({ placesMax, bytesMax }: PlaceLimits): Places {
  const underWay = new Map<string, number>();
  let taken = 0;
  let bytesTaken = 0;

  function change(partner: string, by: 1 | -1, bytes: number): void {
    taken += by;
    bytesTaken += by * bytes;
    const count = (underWay.get(partner) ?? 0) + by;
    if (count > 0) underWay.set(partner, count);
    else underWay.delete(partner);
  }

  return {
    underWay,
    free: () => (bytesTaken < bytesMax ? placesMax - taken : 0),
    take: (partner, bytes) => change(partner, 1, bytes),
    leave: (partner, bytes) => change(partner, -1, bytes),
  };
}
