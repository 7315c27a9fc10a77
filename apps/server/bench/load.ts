import type { LoadParty } from './load-client.ts';

/** What a load process is to do. */
export interface Load {
  readonly url: string;
  /** Each sender writes to the receiver at the same place. */
  readonly senders: readonly LoadParty[];
  readonly receivers: readonly LoadParty[];
  readonly sizeBytes: number;
  readonly durationMs: number;
  readonly kind: 'accepts' | 'conversations';
  /** So many under way at a time; over all senders. */
  readonly lanes: number;
  /** Accepts only: begun so many times a second, whether the earlier are answered or not. */
  readonly perSecond?: number;
}

/** What the load has seen. Times are from when a piece of work was due to when it was answered. */
export interface LoadResult {
  readonly count: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Processor time of the load itself. */
  readonly loadCpuMs: number;
  /** Answers other than the one that was hoped for, by status and path. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Notes times and refusals, and sums them up. */
export function createTally() {
  const timesMs: number[] = [];
  const refused: Record<string, number> = {};
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  return {
    done: (sinceMs: number) => void timesMs.push(performance.now() - sinceMs),
    refused(status: number, what: string): void {
      const key = `${status} ${what}`;
      refused[key] = (refused[key] ?? 0) + 1;
    },
    result(): LoadResult {
      const { user, system } = process.cpuUsage(cpuBefore);
      const sorted = timesMs.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
      return {
        count: sorted.length,
        seconds: (performance.now() - started) / 1_000,
        p50Ms: at(0.5),
        p95Ms: at(0.95),
        p99Ms: at(0.99),
        loadCpuMs: (user + system) / 1_000,
        refused,
      };
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
