/** From and including `validFrom`, to but not including `validTo`; open-ended without it. */
export interface Validity {
  readonly validFrom: Date;
  readonly validTo?: Date | undefined;
}

/** The “for ever” of other registers (9999-12-31…), which we say by leaving validTo out. */
const FOR_EVER = new Date('9999-01-01T00:00:00Z');

export function isInEffect(validity: Validity, at: Date): boolean {
  return validity.validFrom <= at && (validity.validTo === undefined || at < validity.validTo);
}

export function isFuture(validity: Validity, at: Date): boolean {
  return validity.validFrom > at && (validity.validTo === undefined || validity.validTo > validity.validFrom);
}

/** Whether two periods share an instant. A period that ends where the next begins does not touch it. */
export function overlaps(one: Validity, other: Validity): boolean {
  return (
    (one.validTo === undefined || other.validFrom < one.validTo) &&
    (other.validTo === undefined || one.validFrom < other.validTo)
  );
}

/** No end, when the end is so far off that it means none. */
export function endOrForEver(validTo: Date | undefined): Date | undefined {
  return validTo !== undefined && validTo >= FOR_EVER ? undefined : validTo;
}
