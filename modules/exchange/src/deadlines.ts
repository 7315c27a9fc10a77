const hourMs = 3_600_000;

/** How long each leg of a message may stay open, in hours. */
export interface Limits {
  /** An AppRec is received within so long from GenDate (HITS 1168 §7). */
  readonly receiptHours: number;
  /** Message types (8279) that must be answered sooner, or may be answered later. */
  readonly receiptHoursByType: Readonly<Record<string, number>>;
  /** A transport gives up so long after the message was accepted: 12 hours, five times again (HITS 1171 §8.1). */
  readonly transportHours: number;
}

/** What the national standards set. */
export const nationalLimits: Limits = { receiptHours: 96, receiptHoursByType: {}, transportHours: 72 };

/** What of a message its deadlines depend on. */
export interface Dated {
  readonly generatedAt: Date;
  readonly acceptedAt: Date;
  readonly messageType: string;
}

/** When the legs of a message are due: the one place where it is reckoned, for statuses and for the watch alike. */
export interface Deadlines {
  /**
   * Until when the receiver may answer in time; a later answer still counts, and is shown as late. A GenDate in the future
   * comes from a clock or a program that is wrong, and would let its sender wait for ever: it counts from the acceptance.
   */
  receiptDueAt(message: Dated): Date;
  /** Until when the receiver's system must have taken the document in, counted from its acceptance. */
  transportDueAt(acceptedAt: Date): Date;
}

export function createDeadlines(limits: Partial<Limits> = {}): Deadlines {
  const { receiptHours, receiptHoursByType, transportHours } = { ...nationalLimits, ...limits };
  const hoursByType = new Map(Object.entries(receiptHoursByType));
  return {
    receiptDueAt({ generatedAt, acceptedAt, messageType }) {
      const from = new Date(Math.min(generatedAt.getTime(), acceptedAt.getTime()));
      return later(from, hoursByType.get(messageType) ?? receiptHours);
    },
    transportDueAt: (acceptedAt) => later(acceptedAt, transportHours),
  };
}

/** In time means at the deadline or before it. */
export function isPast(dueAt: Date, at: Date): boolean {
  return at.getTime() > dueAt.getTime();
}

function later(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * hourMs);
}
