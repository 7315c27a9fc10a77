import { stripVTControlCharacters } from 'node:util';
import type { Colours } from '../shell.ts';

type Cell = string | number | undefined;

/** Left-aligned columns, two spaces apart, with a dim heading. Cells may be coloured. */
export function table(colours: Colours, headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => headings.map((_, column) => String(row[column] ?? '')));
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...cells.map((row) => row[column] ?? '')].map(width)),
  );
  const lines = [headings.map((heading) => colours.dim(heading)), ...cells].map((row) => align(row, widths));
  return lines.join('\n');
}

/** Names before values, aligned: `  name   value`. Lines without a value are left out. */
export function pairs(colours: Colours, entries: readonly (readonly [string, Cell])[]): string {
  const shown = entries.filter(([, value]) => value !== undefined && value !== '');
  const longest = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `  ${colours.dim(name.padEnd(longest))}  ${value}`).join('\n');
}

function align(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))))
    .join('  ')
    .trimEnd();
}

const width = (cell: string): number => [...stripVTControlCharacters(cell)].length;
