const LEVEL_WIDTH = 5;

/** A line of the JSON log as one line for a person: `11:02:03.456 info  message accepted messageId=… sizeBytes=8512`. */
export function formatForPeople(line: string): string {
  const { time, level, msg, err, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const clock = typeof time === 'string' ? time.slice('2026-11-24T'.length, -'Z'.length) : '';
  const words = [clock, String(level).padEnd(LEVEL_WIDTH), msg, ...Object.entries(facts).map(formatFact)];
  return `${words.filter((word) => word !== undefined && word !== '').join(' ')}${formatError(err)}\n`;
}

function formatFact([name, value]: [string, unknown]): string {
  const isPlainText = typeof value === 'string' && /^[^\s"=]+$/.test(value);
  return `${name}=${isPlainText ? value : JSON.stringify(value)}`;
}

/** The stack below the line it belongs to: the one thing that a person reads better in several lines. */
function formatError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  return `\n${String(stack ?? message)}`;
}
