import type { ReceiverStatus } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';

/** A receiver's answer in words; what is not proven is not said. */
export function receiptWords(colours: Colours, receipt: ReceiverStatus['apprecInfo']): string {
  if (!receipt) return colours.yellow('no answer yet');
  const errors = (receipt.appRecErrorList ?? []).map(({ errorCode, details }) =>
    plain(details ? `${errorCode} ${details}` : errorCode),
  );
  const because = errors.length > 0 ? `: ${errors.join('; ')}` : '';
  if (receipt.appRecStatus === 'Ok') return colours.green('approved');
  if (receipt.appRecStatus === 'Rejected') return colours.red(`rejected${because}`);
  return colours.yellow(`approved with errors${because}`);
}
