import type { TracedMessage, TracedParty, TraceEvent } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { proofLines } from './proof.ts';
import { standing } from './standing.ts';
import { pairs } from './table.ts';
import { localTime } from './time.ts';

/** What ids are called here. */
export interface Names {
  readonly parties: ReadonlyMap<number, string>;
  readonly clients: ReadonlyMap<string, string>;
}

/**
 * A message from its acceptance to where each receiver stands now. Kinds of events that are new to us print as they are.
 * @param clientNames names of clients whose keys lie here, by client id
 */
export function timeLine(colours: Colours, message: TracedMessage, clientNames: Names['clients']): string {
  const { documentType, version, sender, receivers, events, statuses } = message;
  const named = [sender, ...receivers].flatMap(({ herId, name }) =>
    name === undefined ? [] : [[herId, name] as const],
  );
  const names: Names = { parties: new Map(named), clients: clientNames };
  const kindWidth = Math.max(0, ...events.map(({ kind }) => kind.length));
  return [
    colours.bold(plain(`${documentType} ${version}`)),
    heading(colours, message),
    '',
    ...events.map((event) => step(colours, event, names, kindWidth)),
    ...statuses.map((status) => {
      const who = party({ herId: status.receiverHerId }, names);
      return `${colours.bold('Now')}: ${who}: ${standing(colours, status)}`;
    }),
  ].join('\n');
}

function heading(colours: Colours, message: TracedMessage): string {
  const { id, messageId, sender, receivers, generatedAt } = message;
  return pairs(colours, [
    ['message id', id],
    [message.kind === 'receipt' ? 'receipt id' : 'MsgId', plain(messageId)],
    ['from', party(sender)],
    ['to', receivers.map((receiver) => party(receiver)).join(', ')],
    ['written', localTime(generatedAt)],
  ]);
}

const INDENT = ' '.repeat(25);

function step(colours: Colours, event: TraceEvent, names: Names, kindWidth: number): string {
  const { at, kind, text, receiverHerId, by } = event;
  const who = [
    receiverHerId !== undefined && `receiver ${party({ herId: receiverHerId }, names)}`,
    by !== undefined && `client ${plain(names.clients.get(by) ?? by)}`,
  ];
  const about = who.filter(Boolean).join(', ');
  return [
    `${colours.dim(localTime(at))}  ${colours.cyan(plain(kind).padEnd(kindWidth))}  ${plain(text)}`,
    ...(about ? [INDENT + about] : []),
    ...proofLines(event).map((line) => INDENT + colours.dim(line)),
  ].join('\n');
}

function party({ herId, name }: TracedParty, names?: Names): string {
  const known = name ?? names?.parties.get(herId);
  return known === undefined ? String(herId) : `${plain(known)} (${herId})`;
}
