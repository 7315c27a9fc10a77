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
