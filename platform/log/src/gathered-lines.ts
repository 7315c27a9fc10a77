/** Takes whole lines. */
interface Lines {
  write(lines: string): void;
}

/** Characters that wait at most; then they are written without waiting for the end of the turn. */
const waitingMaxChars = 64 * 1024;

/**
 * Writes the lines of one turn of the event loop together: under load a dozen requests end in the same turn, and each
 * write is a call of the system. What waits is written when the turn is over, and when the process ends, also by an
 * uncaught error: only a killed process loses lines, those of its last turn.
 */
export function gatheredLines(destination: Lines): Lines {
  let waiting = '';

  function flush(): void {
    const lines = waiting;
    waiting = '';
    if (lines !== '') destination.write(lines);
  }

  process.on('exit', flush);
  return {
    write(line) {
      if (waiting === '') setImmediate(flush);
      waiting += line;
      if (waiting.length > waitingMaxChars) flush();
    },
  };
}
