import { isDomainError } from '@samband/errors';
import { type Logger, scrubText } from '@samband/log';

/** Something the server cannot work without: the check resolves when it is there and throws when it is not. */
export interface ReadinessCheck {
  name: string;
  check(): Promise<void>;
}

export interface CheckResult {
  name: string;
  ok: boolean;
  /** What failed; only when `ok` is false. */
  detail?: string;
}

/** A check that takes longer has failed: whoever asks wants an answer now. */
const CHECK_TIMEOUT_MS = 2_000;

/**
 * Runs all checks at once. Those who ask while a run is on get its result, so that asking often, which anybody may,
 * costs no more than one run at a time.
 */
export function createReadiness(checks: readonly ReadinessCheck[], log: Logger): () => Promise<CheckResult[]> {
  let running: Promise<CheckResult[]> | undefined;
  return () => {
    running ??= Promise.all(checks.map((check) => runCheck(check, log))).finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function runCheck({ name, check }: ReadinessCheck, log: Logger): Promise<CheckResult> {
  try {
    await withTimeout(check());
    return { name, ok: true };
  } catch (error) {
    log.warn({ check: name, err: error }, 'not ready');
    return { name, ok: false, detail: reasonOf(error) };
  }
}

async function withTimeout(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new CheckTooSlow()), CHECK_TIMEOUT_MS);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

class CheckTooSlow extends Error {
  override message = `no answer within ${CHECK_TIMEOUT_MS} ms`;
}

/** Words that were meant to be shown; anything else stays in the log, because the route is open. */
function reasonOf(error: unknown): string {
  if (error instanceof CheckTooSlow || isDomainError(error)) return scrubText(error.message);
  return 'failed; the log says why';
}
