/** So that addresses made up by the thousand do not fill the memory. */
const ADDRESSES_MAX = 10_000;

/** Counts what each address does in a minute of the clock, and says no beyond the limit. */
export class RateLimit {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  #minute = 0;

  constructor(limitPerMinute: number) {
    this.#limit = limitPerMinute;
  }

  allows(address: string): boolean {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.#minute || this.#counts.size > ADDRESSES_MAX) this.#counts.clear();
    this.#minute = minute;
    const count = (this.#counts.get(address) ?? 0) + 1;
    this.#counts.set(address, count);
    return count <= this.#limit;
  }
}
