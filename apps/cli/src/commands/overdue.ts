import type { OverdueLeg, OverdueReceiver } from '@samband/sdk';
import { Command, Option } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { plain } from '../print/plain.ts';
import { table } from '../print/table.ts';
import { elapsed, localMinute } from '../print/time.ts';
import type { Shell } from '../shell.ts';

interface OverdueOptions {
  readonly summary?: boolean;
  readonly limit: number;
  readonly after?: string;
}

const WORDS = `An organisation sees what it has sent, the operator sees everything. A document leaves the list when it is taken in or
answered, however late that is. Whose follow-up it is: the sender's.`;

/** `samband overdue`: what was not taken in or answered in time. */
export function overdueCommand(context: Context): Command {
  return new Command('overdue')
    .description('list what was not taken in or answered in time, the oldest first')
    .option('--summary', 'receiver by receiver: how many wait, and for how long')
    .addOption(new Option('--limit <number>', 'at most so many, up to 500').argParser(wholeNumber).default(50))
    .option('--after <place>', 'go on where the list before ended')
    .addHelpText(
      'after',
      examples(['samband overdue', 'samband overdue --summary', 'samband overdue --client fjordbyen-sykehus'], WORDS),
    )
    .action(handler(context, overdue));
}

async function overdue(shell: Shell, { summary, limit, after }: OverdueOptions): Promise<ExitCode> {
  const { network } = await openNetwork(shell, { scopes: [SCOPE.traceAll, SCOPE.trace] });
  const { signal } = shell.io;
  if (summary) {
    const receivers = await network.overdueSummary({ signal });
    shell.show({ receivers }, () => summaryTable(shell, receivers));
    return ExitCode.done;
  }
  const page = await network.overdue({ limit, ...(after !== undefined && { after }) }, { signal });
  shell.show(page, () => overdueTable(shell, page.overdue));
  if (page.next !== undefined) shell.say(`There are more: add --after ${plain(page.next)}`);
  else if (page.overdue[0]) shell.say(`\nNext: npx samband trace ${plain(page.overdue[0].id)}`);
  return ExitCode.done;
}

const NOTHING = 'Nothing is overdue.';

function overdueTable({ colours }: Shell, legs: readonly OverdueLeg[]): string {
  if (legs.length === 0) return colours.green(NOTHING);
  const rows = legs.map(({ id, messageType, leg, sender, receiver, dueAt }) => [
    localMinute(new Date(dueAt)),
    colours.red(elapsed(dueAt)),
    leg === 'receipt' ? 'no answer' : leg === 'transport' ? 'not taken in' : plain(String(leg)),
    plain(messageType),
    partyText(sender),
    partyText(receiver),
    plain(id),
  ]);
  return table(colours, ['Was due', 'Late by', 'What', 'Type', 'From', 'To', 'Message id'], rows);
}

function summaryTable({ colours }: Shell, receivers: readonly OverdueReceiver[]): string {
  if (receivers.length === 0) return colours.green(NOTHING);
  const rows = receivers.map(({ receiver, underOneDay, oneToThreeDays, overThreeDays, oldestDueAt }) => [
    partyText(receiver),
    underOneDay,
    oneToThreeDays,
    overThreeDays > 0 ? colours.red(String(overThreeDays)) : 0,
    localMinute(new Date(oldestDueAt)),
  ]);
  return table(colours, ['Receiver', 'Under 1 day', '1-3 days', 'Over 3 days', 'Oldest was due'], rows);
}

const partyText = ({ herId, name }: OverdueLeg['sender']): string =>
  name === undefined ? String(herId) : `${plain(name)} (${herId})`;
