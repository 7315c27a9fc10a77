import type { Logger } from '@samband/log';
import type { Metrics } from '@samband/telemetry';

/** Why a request was refused for its organisation's sake. */
export type QuotaReason = 'rate' | 'at-once';

export interface RefusalNotes {
  add(group: string, reason: QuotaReason): void;
}

const LINE_EVERY_MS = 10_000;
/** Organisations with a line of their own in that time; a flood by many is one line. */
const NOTED_MAX = 100;

/** Counts what quotas refuse, and writes who they were at most every ten seconds: a flood must not flood the log. */
export function createRefusalNotes(log: Logger, metrics: Metrics): RefusalNotes {
  const counter = metrics.counter(
    'http_requests_refused_by_quota_total',
    'Requests refused for their organisation’s sake',
    ['reason'],
  );
  const noted = new Map<string, number>();
  let isLinePlanned = false;

  function write(): void {
    isLinePlanned = false;
    const organizations = Object.fromEntries(noted);
    noted.clear();
    log.warn({ organizations }, 'requests refused: organisations are over their quota');
  }

  return {
    add(group, reason) {
      counter.add({ reason });
      if (noted.has(group) || noted.size < NOTED_MAX) noted.set(group, (noted.get(group) ?? 0) + 1);
      if (!isLinePlanned) setTimeout(write, LINE_EVERY_MS).unref();
      isLinePlanned = true;
    },
  };
}
