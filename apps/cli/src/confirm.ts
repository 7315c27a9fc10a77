import { plain } from './print/plain.ts';
import type { Shell } from './shell.ts';
import { WrongUsage } from './wrong-usage.ts';

/** Asks at a terminal before something that cannot be undone; elsewhere `--yes` must have been given. */
export async function confirm({ io }: Shell, question: string): Promise<void> {
  const advice = 'Add --yes to go ahead.';
  if (!io.stdin.isTTY || !io.stderr.isTTY) throw new WrongUsage(`${plain(question)} Nobody can be asked here.`, advice);
  io.stderr.write(`${plain(question)} (y/N) `);
  for await (const line of io.stdin) {
    if (/^y(es)?$/i.test(Buffer.from(line).toString().trim())) return;
    break;
  }
  throw new WrongUsage('Nothing was done.', advice);
}
