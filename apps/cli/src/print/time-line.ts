import type { TracedMessage, TracedParty, TraceEvent, TraceStatus } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { pairs } from './table.ts';
import { localMinute, localTime } from './time.ts';

/** A message from its acceptance to where each receiver stands now. Kinds of events that are new to us print as they are. */
export function timeLine(colours: Colours, message: TracedMessage): string {
  const { documentType, version, receivers, events, statuses } = message;
  const names = new Map(receivers.map(({ herId, name }) => [herId, name]));
  return [
    colours.bold(plain(`${documentType} ${version}`)),
    heading(colours, message),
    '',
    ...events.map((event) => step(colours, event, names)),
    ...statuses.map((status) => conclusion(colours, status, names)),
  ].join('\n');
}

function heading(colours: Colours, message: TracedMessage): string {
  const { id, messageId, sender, receivers, generatedAt } = message;
  return pairs(colours, [
    ['message id', id],
    [message.kind === 'receipt' ? 'receipt id' : 'MsgId', plain(messageId)],
    ['from', party(sender)],
    ['to', receivers.map(party).join(', ')],
    ['written', localTime(generatedAt)],
  ]);
}

function step(colours: Colours, event: TraceEvent, names: ReadonlyMap<number, string | undefined>): string {
  const { at, kind, text, receiverHerId, by } = event;
  const who = [
    receiverHerId !== undefined && party({ herId: receiverHerId, name: names.get(receiverHerId) }),
    by && `client ${plain(by)}`,
  ];
  const about = who.filter(Boolean).join(', ');
  return [
    `${colours.dim(localTime(at))}  ${colours.cyan(plain(kind))}  ${plain(text ?? '')}`,
    about && `${INDENT}${about}`,
    `${INDENT}${colours.dim(`proof: ${proofOf(event)}`)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

const INDENT = ' '.repeat(25);

/** The evidence as it was stored, names and values, after its place in the order of commit. */
function proofOf({ sequence, proof, by }: TraceEvent): string {
  const facts = Object.entries(proof ?? {}).filter(([name, value]) => !(name === 'clientId' && value === by));
  return [`event ${sequence}`, ...facts.map(([name, value]) => `${plain(name)} ${valueText(value)}`)].join(', ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(' + ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, inner]) => `${plain(name)} ${valueText(inner)}`)
      .join(' ');
  }
  return plain(String(value));
}

function conclusion(colours: Colours, status: TraceStatus, names: ReadonlyMap<number, string | undefined>): string {
  const who = party({ herId: status.receiverHerId, name: names.get(status.receiverHerId) });
  return `${colours.bold('Now')}: ${who}: ${state(colours, status)}`;
}

function state(colours: Colours, { business, receiptDueAt, receipt, transport, seenBySender }: TraceStatus): string {
  const due = localMinute(new Date(receiptDueAt));
  const late = receipt?.late ? `, after the deadline (${due})` : '';
  const seen = seenBySender ? '; the sender has seen it' : '; the sender has not fetched the answer yet';
  const codes = receipt?.errorCodes.length ? ` (${receipt.errorCodes.map(plain).join(', ')})` : '';
  if (business === 'approved') return colours.green(`approved${late}${seen}`);
  if (business === 'approved-with-errors') return colours.yellow(`approved with errors${codes}${late}${seen}`);
  if (business === 'rejected') return colours.red(`rejected${codes}${late}${seen}`);
  const reached = transport === 'acknowledged' ? 'taken in, ' : '';
  if (business === 'awaiting') return colours.yellow(`${reached}no answer yet, due ${due}`);
  if (business === 'overdue') return colours.red(`${reached}no answer, and it was due ${due}`);
  return plain(`${business}, ${transport}`);
}

function party({ herId, name }: { readonly herId: number; readonly name?: string | undefined } | TracedParty): string {
  return name === undefined ? String(herId) : `${plain(name)} (${herId})`;
}
