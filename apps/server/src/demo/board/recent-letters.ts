import { DemoBusy, DemoLetterNotFound } from './errors.ts';

const lettersPerMinute = 10;
const minuteMs = 60_000;
/** More than can be sent while one of them is followed. */
const lettersMax = 100;

/** The letters that were sent here lately: how many a minute, and which of them may be followed. */
export function createRecentLetters(now: () => number = () => performance.now()) {
  const ids = new Set<string>();
  let sentAt: number[] = [];

  return {
    /** Counts one more. Errors: DemoBusy. */
    admit(): void {
      const instant = now();
      sentAt = sentAt.filter((each) => instant - each < minuteMs);
      const [oldest = instant] = sentAt;
      if (sentAt.length >= lettersPerMinute) {
        throw new DemoBusy('letters a minute', lettersPerMinute, Math.ceil((oldest + minuteMs - instant) / 1_000));
      }
      sentAt.push(instant);
    },

    add(id: string): void {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > lettersMax && oldest !== undefined) ids.delete(oldest);
    },

    /** Errors: DemoLetterNotFound. */
    assertKnown(id: string): void {
      if (!ids.has(id)) throw new DemoLetterNotFound(id);
    },
  };
}
