const FIRST_PAUSE_MS = 60_000;
const PAUSE_MAX_MS = 3_600_000;

type Remembered = { readonly isTaken: boolean; readonly failures: number; readonly dueAtMs: number };

/**
 * What is known of the mails in a mailbox between two looks: those that were taken but perhaps not deleted, and those
 * that could not be taken and wait, so that they do not stand before the others. Holds no more than the mailbox does.
 */
export class MailMemory {
  readonly #mails = new Map<string, Remembered>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  keepOnly(uids: readonly string[]): void {
    const present = new Set(uids);
    for (const uid of this.#mails.keys()) if (!present.has(uid)) this.#mails.delete(uid);
  }

  isTaken(uid: string): boolean {
    return this.#mails.get(uid)?.isTaken ?? false;
  }

  isDue(uid: string): boolean {
    return (this.#mails.get(uid)?.dueAtMs ?? 0) <= this.#now();
  }

  noteTaken(uid: string): void {
    this.#mails.set(uid, { isTaken: true, failures: 0, dueAtMs: 0 });
  }

  /** Each failure doubles the pause, up to an hour. */
  noteFailure(uid: string): void {
    const failures = (this.#mails.get(uid)?.failures ?? 0) + 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), PAUSE_MAX_MS);
    this.#mails.set(uid, { isTaken: false, failures, dueAtMs: this.#now() + pauseMs });
  }
}
