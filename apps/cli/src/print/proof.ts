import type { TraceEvent } from '@samband/sdk';
import { plain } from './plain.ts';

const LINE_MAX = 90;
const HANGING = ' '.repeat('proof: '.length);

/** The evidence as it was stored: its place in the order of commit, then names and values, on lines of bounded length. */
export function proofLines({ sequence, proof, by }: TraceEvent): string[] {
  const facts = Object.entries(proof).filter(([name, value]) => !(name === 'clientId' && value === by));
  return wrap([`event ${sequence}`, ...facts.map(([name, value]) => `${plain(name)} ${valueText(value)}`)]);
}

function wrap(facts: readonly string[]): string[] {
  const lines: string[] = [];
  let line = 'proof:';
  for (const [index, fact] of facts.entries()) {
    const next = index === facts.length - 1 ? ` ${fact}` : ` ${fact},`;
    if (line.length + next.length > LINE_MAX && line.trim() !== 'proof:') {
      lines.push(line);
      line = HANGING + next.trimStart();
    } else {
      line += next;
    }
  }
  return [...lines, line];
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(' + ');
  if (typeof value !== 'object' || value === null) return plain(String(value));
  return Object.entries(value)
    .map(([name, inner]) => `${plain(name)} ${valueText(inner)}`)
    .join(' ');
}
