import type { TracedRefusal } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { pairs } from './table.ts';
import { localTime } from './time.ts';

/**
 * A document that was refused at the door: when, and which rules it broke where. What stood there is not kept.
 * @param clientNames names of clients whose keys lie here, by client id
 */
export function refusalText(
  colours: Colours,
  refusal: TracedRefusal,
  clientNames: ReadonlyMap<string, string>,
): string {
  const { messageId, messageType, by, firstAt, times, verdict, findings, suggestedReceipt } = refusal;
  const codes = suggestedReceipt?.errors.map(({ code }) => plain(code)).join(', ');
  return [
    `${colours.red('Refused at the door')}: the document is ${plain(verdict.replaceAll('-', ' '))}`,
    pairs(colours, [
      ['MsgId', plain(messageId)],
      ['type', messageType && plain(messageType)],
      ['client', plain(clientNames.get(by) ?? by)],
      ['at', `${localTime(firstAt)}${times > 1 ? `, ${times} times within the hour` : ''}`],
      ['a receiver would say', codes && `AppRec 2: ${codes}`],
    ]),
    ...findings.map(({ severity, path, line, rule }) => {
      const mark = severity === 'error' ? colours.red(severity) : colours.yellow(severity);
      return `  ${mark}  ${plain(path) || 'the document'}${line === undefined ? '' : `, line ${line}`} ${colours.dim(`(${plain(rule)})`)}`;
    }),
  ].join('\n');
}
