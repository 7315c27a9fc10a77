import type { TraceStatus } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { localMinute } from './time.ts';

/** Where one receiver stands, in words; silence is called silence, with its deadline. */
export function standing(colours: Colours, status: TraceStatus): string {
  const { business, receiptDueAt, receipt, transport } = status;
  const due = localMinute(new Date(receiptDueAt));
  const taken = transport === 'acknowledged' ? 'taken in, ' : '';
  if (business === 'awaiting') return colours.yellow(`${taken}no answer yet, due ${due}`);
  if (business === 'overdue') return colours.red(`${taken}no answer, and it was due ${due}`);

  const codes = receipt?.errorCodes.length ? ` (${receipt.errorCodes.map(plain).join(', ')})` : '';
  const late = receipt?.late ? `, after the deadline (${due})` : '';
  const seen = status.seenBySender ? '; the sender has seen it' : '; the sender has not fetched the answer yet';
  if (business === 'approved') return colours.green(`approved${late}${seen}`);
  if (business === 'approved-with-errors') return colours.yellow(`approved with errors${codes}${late}${seen}`);
  if (business === 'rejected') return colours.red(`rejected${codes}${late}${seen}`);
  return plain(`${String(business)}, ${transport}`); // a word that a newer network has and we do not
}
