import type { TraceStatus } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { localMinute } from './time.ts';

/** Where one receiver stands, in words; silence is called silence, with its deadline. */
export function standing(colours: Colours, status: TraceStatus): string {
  const { business, receiptDueAt, receipt } = status;
  const due = localMinute(new Date(receiptDueAt));
  const transport = transportText(status);
  const isStuck = status.transport === 'rejected' || status.transport === 'abandoned';
  if (business === 'awaiting') {
    const text = `${transport}no answer yet, due ${due}`;
    return isStuck ? colours.red(text) : colours.yellow(text);
  }
  if (business === 'overdue') return colours.red(`${transport}no answer, and it was due ${due}`);

  const codes = receipt?.errorCodes.length ? ` (${receipt.errorCodes.map(plain).join(', ')})` : '';
  const late = receipt?.late ? `, after the deadline (${due})` : '';
  const seen = status.seenBySender ? '; the sender has seen it' : '; the sender has not fetched the answer yet';
  if (business === 'approved') return colours.green(`approved${late}${seen}`);
  if (business === 'approved-with-errors') return colours.yellow(`approved with errors${codes}${late}${seen}`);
  if (business === 'rejected') return colours.red(`rejected${codes}${late}${seen}`);
  return plain(`${String(business)}, ${status.transport}`); // a word that a newer network has and we do not
}

/** What is known of the way there; nothing while nothing is. */
function transportText({ transport, transportDueAt, transportLate, sent }: TraceStatus): string {
  if (transport === 'acknowledged') return transportLate ? 'taken in late, ' : 'taken in, ';
  if (transport === 'rejected') return "refused by the receiver's message handler, ";
  if (transport === 'abandoned') return `given up ${localMinute(new Date(transportDueAt))} without a sign of it, `;
  return sent ? '' : 'not handed over yet, ';
}
