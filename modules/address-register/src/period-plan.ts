import { isInEffect, overlaps, type Validity } from './validity.ts';

/** Something of which a party has one of a type at an instant. */
export interface Period extends Validity {
  readonly type: string;
}

/** As it is asked for: from now when `validFrom` is left out. */
export type Unbegun<T extends Period> = Omit<T, 'validFrom'> & { readonly validFrom?: Date | undefined };

export interface PeriodPlan<Stored, New> {
  /** The stored ones, in their order, each with the end it gets. */
  readonly outcome: readonly Stored[];
  readonly added: readonly New[];
}

/**
 * Makes a set of periods the current and future ones. One without an end gives way to the next of its type. What is no
 * longer listed ends now; what has ended is history and is left alone.
 */
export function planPeriods<Stored extends New, New extends Period>(
  stored: readonly Stored[],
  input: readonly Unbegun<New>[],
  isSameContent: (one: Unbegun<New>, other: Unbegun<New>) => boolean,
  now: Date,
): PeriodPlan<Stored, New> {
  const isSame = (one: New, other: New) => isSameContent(one, other) && +one.validFrom === +other.validFrom;
  const begun = input.map((item) => {
    const current = stored.find((row) => isSameContent(row, item) && isInEffect(row, now));
    return { ...item, validFrom: item.validFrom ?? current?.validFrom ?? now } as unknown as New;
  });
  const wanted = begun.map((item) => giveWay(item, begun));
  const outcome = stored.map((row) => {
    const kept = wanted.find((item) => isSame(row, item));
    return withEnd(row, newEnd(row, kept, now));
  });
  return { outcome, added: wanted.filter((item) => !stored.some((row) => isSame(row, item))) };
}

/** The type of which two would be in effect at once, if there is one. Empty periods are in effect at no instant. */
export function typeInEffectTwice(periods: readonly Period[]): string | undefined {
  const real = periods.filter(({ validFrom, validTo }) => validTo === undefined || validTo > validFrom);
  const clash = real.find((one, index) =>
    real.slice(index + 1).some((other) => other.type === one.type && overlaps(one, other)),
  );
  return clash?.type;
}

function giveWay<T extends Period>(item: T, all: readonly T[]): T {
  if (item.validTo) return item;
  const next = all
    .filter((other) => other.type === item.type && other.validFrom > item.validFrom)
    .sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime())[0];
  return next ? { ...item, validTo: next.validFrom } : item;
}

/** History keeps its own end, the rest follow what is wanted, and none ends before now. */
function newEnd(row: Validity, kept: Validity | undefined, now: Date): Date | undefined {
  if (row.validTo && row.validTo <= now) return row.validTo;
  const earliest = row.validFrom > now ? row.validFrom : now;
  if (!kept) return earliest;
  return kept.validTo && kept.validTo < earliest ? earliest : kept.validTo;
}

function withEnd<T extends Validity>({ validTo: _validTo, ...row }: T, validTo: Date | undefined): T {
  return { ...row, ...(validTo && { validTo }) } as unknown as T;
}
