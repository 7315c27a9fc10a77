import { cpus, totalmem } from 'node:os';
import type { Figure } from './figure.ts';

/** One line that says where the figures were taken: without it they mean nothing. */
export function machineFacts(): string {
  const cores = cpus();
  const memoryGiB = Math.round(totalmem() / 1024 ** 3);
  return `${cores[0]?.model.trim() || 'unknown CPU'}, ${cores.length} cores, ${memoryGiB} GiB, Node ${process.versions.node}, ${process.platform}`;
}

/** The figures in columns, numbers flush right. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, limit, note }) => [
    name,
    formatNumber(value),
    unit,
    limit === undefined ? '' : String(limit),
    note ?? '',
  ]);
  const table = [['figure', 'value', 'unit', 'limit', 'note'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => pad(cell, column, widths))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 1 || column === 3 ? cell.padStart(width) : cell.padEnd(width);
}

/** Three significant digits below a thousand, whole numbers above. */
function formatNumber(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}
