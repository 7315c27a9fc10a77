import type { MessageFacts, Network, Notification } from '@samband/sdk';
import { Command, Option } from 'commander';
import { herId as readHerId, wholeNumber } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { plain } from '../print/plain.ts';
import { table } from '../print/table.ts';
import { localTime } from '../print/time.ts';
import type { Shell } from '../shell.ts';

interface InboxOptions {
  readonly after: number;
  readonly all?: boolean;
  readonly follow?: boolean;
}

/** A line of the inbox: what happened, and to which document. */
interface Entry extends Notification {
  readonly message?: MessageFacts | undefined;
}

const PAGE_SIZE = 1_000;
const PAGES_MAX = 100;
const NEWEST = 20;

/** `samband inbox`: what has come to a HER-id. */
export function inboxCommand(context: Context): Command {
  return new Command('inbox')
    .description(`show the newest ${NEWEST} messages to a HER-id`)
    .argument('<herId>', 'whose inbox', readHerId)
    .addOption(
      new Option('--after <offset>', 'only what came after this place in the feed, as the first column shows it')
        .argParser(wholeNumber)
        .default(0, 'the beginning'),
    )
    .option('--all', 'everything: older messages too, and news about messages that were sent')
    .option('-f, --follow', 'go on showing what comes, as it comes, until Ctrl-C')
    .addHelpText(
      'after',
      examples([
        'samband inbox 8000042',
        'samband inbox 8000042 --follow',
        'samband inbox 8000042 --after 45460 --all --json',
      ]),
    )
    .action(handler(context, inbox));
}

async function inbox(shell: Shell, herId: number, options: InboxOptions): Promise<ExitCode> {
  const { network } = await openNetwork(shell, { herId, scopes: [SCOPE.messages] });
  const feed = await readFeed(shell, network, herId, options.after);
  const wanted = options.all ? feed : feed.filter(({ type }) => type === 'NewMessage').slice(-NEWEST);
  const entries = await withMessages(shell, network, wanted);
  showEntries(shell, herId, entries);
  const offset = feed.at(-1)?.offset ?? options.after;
  const [last] = entries.slice(-1);
  if (last && !options.follow) shell.say(`\nNext: npx samband read ${plain(last.relatedMessageId)}`);
  if (options.follow) await follow(shell, network, herId, { ...options, after: offset });
  return ExitCode.done;
}

/** The whole feed after an offset, within the limit of pages. */
async function readFeed(shell: Shell, network: Network, herId: number, after: number): Promise<Notification[]> {
  const feed: Notification[] = [];
  for (let page = 0; page < PAGES_MAX; page++) {
    const offset = feed.at(-1)?.offset ?? after;
    const query = { herIds: [herId], offset, limit: PAGE_SIZE };
    const next = await network.notifications(query, { signal: shell.io.signal });
    feed.push(...next.filter((notification) => notification.offset > offset));
    if (next.length < PAGE_SIZE) break;
  }
  return feed;
}

async function follow(shell: Shell, network: Network, herId: number, { after, all }: InboxOptions): Promise<void> {
  shell.say(shell.colours.dim('Following; Ctrl-C ends.'));
  const { signal } = shell.io;
  const onTrouble = ({ message }: Error) => shell.io.stderr.write(`${plain(message)} Trying again.\n`);
  for await (const notification of network.watch({ herIds: [herId], offset: after, signal, onTrouble })) {
    if (!all && notification.type !== 'NewMessage') continue;
    const [entry] = await withMessages(shell, network, [notification]);
    if (entry) shell.show(entry, () => entryCells(entry).join('  '));
  }
}

/** Adds what each document is; those that cannot be asked about stay without. Four at a time. */
async function withMessages(shell: Shell, network: Network, notifications: readonly Notification[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let start = 0; start < notifications.length; start += 4) {
    const group = notifications.slice(start, start + 4).map(async (notification) => {
      const asked = network.getMessage(notification.relatedMessageId, { signal: shell.io.signal });
      return { ...notification, message: await asked.catch(() => undefined) };
    });
    entries.push(...(await Promise.all(group)));
  }
  shell.io.signal.throwIfAborted();
  return entries;
}

function showEntries(shell: Shell, herId: number, entries: readonly Entry[]): void {
  if (shell.options.json) {
    for (const entry of entries) shell.show(entry, () => '');
    return;
  }
  const headings = ['Offset', 'Came', 'What', 'Type', 'From', 'Message id'];
  if (entries.length === 0) shell.say(`Nothing has come to ${herId}.`);
  else shell.say(table(shell.colours, headings, entries.map(entryCells)));
}

function entryCells({ offset, createdAt, type, message, relatedMessageId }: Entry): (string | number)[] {
  const kind = plain(message?.businessDocumentMsgType ?? '');
  return [offset, localTime(createdAt), plain(type), kind, message?.senderHerId ?? '', plain(relatedMessageId)];
}
