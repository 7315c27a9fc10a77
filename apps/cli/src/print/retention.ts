import type { RetentionPlan, RetentionRule, RetentionRun } from '@samband/sdk';
import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';

/** How long each part of a message is kept, by type. */
export function rulesTable(colours: Colours, rules: readonly RetentionRule[]): string {
  const rows = rules.map(({ messageType, bodyDays, messageDays, keyDays }) => [
    messageType === '*' ? 'all others' : plain(messageType),
    `${bodyDays} days`,
    `${messageDays} days`,
    `${keyDays} days`,
  ]);
  return table(colours, ['Type', 'The document', 'What is known of it', 'Its key'], rows);
}

const STEPS = { body: 'the document', message: 'what is known of it', key: 'its key' } as const;

/** What would be removed, month by month. */
export function planText(colours: Colours, { removals }: RetentionPlan): string {
  if (removals.length === 0) return colours.green('Nothing has had its time.');
  const rows = removals.map(({ step, messageType, month, count, bytes }) => [
    STEPS[step] ?? plain(String(step)),
    plain(messageType),
    plain(month),
    count,
    sizeText(bytes),
  ]);
  const total = removals.reduce((sum, { bytes }) => sum + bytes, 0);
  const sum = colours.yellow(`About ${sizeText(total)} in all.`);
  return `${table(colours, ['What goes', 'Type', 'Accepted in', 'Messages', 'About'], rows)}\n${sum}`;
}

/** What was removed, and whether there is more. */
export function runText(colours: Colours, { removed, partitionsDropped, isComplete }: RetentionRun): string {
  const { body, message, key } = removed;
  const done = `${colours.green('Removed')}: ${body} documents, ${message} messages, ${key} keys`;
  const months = partitionsDropped > 0 ? `; ${partitionsDropped} whole months of tables` : '';
  return `${done}${months}.${isComplete ? '' : '\nThere is more than one run may remove: run it again.'}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
