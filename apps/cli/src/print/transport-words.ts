import type { ReceiverStatus } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';

/** How far the transport has come, in words; a word that a newer network has and we do not is shown as it is. */
export function transportWords(colours: Colours, state: ReceiverStatus['transportDeliveryState']): string {
  if (state === 'Acknowledged') return "taken in by the receiver's system";
  if (state === 'Rejected') return colours.red("refused by the receiver's message handler");
  if (state === 'Abandoned') return colours.red('given up: never confirmed');
  return state === 'Unconfirmed' ? 'not confirmed yet' : plain(String(state));
}
