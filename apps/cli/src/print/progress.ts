import type { Output } from '../io.ts';

/** A line that says how far a long run has come. */
export interface Progress {
  /** So many are done; drawn now and then only. */
  at(done: number): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

const NONE: Progress = { at: () => undefined, clear: () => undefined };

/** Below this a run is over before anybody looks. */
const LONG_RUN = 200;
const EVERY = 50;

/** Progress of a long run on standard error, where that is a terminal: what a script reads stays pure. */
export function createProgress(stderr: Output, total: number): Progress {
  if (stderr.isTTY !== true || total < LONG_RUN) return NONE;
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) stderr.write('\r\u001b[K');
    isDrawn = false;
  };
  return {
    clear,
    at(done) {
      if (done % EVERY !== 0) return;
      stderr.write(`\r\u001b[K${done} of ${total} documents, ${Math.floor((done * 100) / total)} %`);
      isDrawn = true;
    },
  };
}

/** A line that says that we wait, and how long already. */
export interface Waiting {
  /** Takes the line away until the next second, so that something else can be printed. */
  clear(): void;
  end(): void;
}

/** Drawn every second on standard error, where that is a terminal. */
export function createWaiting(stderr: Output, seconds: number): Waiting {
  if (stderr.isTTY !== true) return { clear: () => undefined, end: () => undefined };
  const startedAtMs = performance.now();
  const clear = () => void stderr.write('\r\u001b[K');
  const timer = setInterval(() => {
    const waited = Math.round((performance.now() - startedAtMs) / 1000);
    stderr.write(`\r\u001b[KWaiting for the answer, ${waited} s of ${seconds}; Ctrl-C ends the waiting.`);
  }, 1_000);
  return {
    clear,
    end() {
      clearInterval(timer);
      clear();
    },
  };
}
