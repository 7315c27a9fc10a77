import type { TraceEvent } from '@samband/sdk';
import { plain } from './plain.ts';

const LINE_MAX = 90;

/**
 * The evidence as it was stored: its place in the order of commit, then names and values, on lines of bounded length; then
 * a line for each warning about the document.
 */
export function proofLines({ sequence, proof, by }: TraceEvent): string[] {
  const { warnings, warningsLeftOut, ...rest } = proof;
  const findings = Array.isArray(warnings) ? warnings.filter(isWarning) : [];
  const isFindings = Array.isArray(warnings) && findings.length === warnings.length;
  const facts = Object.entries(isFindings ? rest : proof).filter(
    ([name, value]) => !(name === 'clientId' && value === by),
  );
  return [
    ...wrap('proof:', [`event ${sequence}`, ...facts.map(([name, value]) => `${plain(name)} ${valueText(value)}`)]),
    ...(isFindings ? warningLines(findings, Number(warningsLeftOut ?? 0)) : []),
  ];
}

/** What its standard would have otherwise in a document that was accepted, as the network keeps it. */
interface Warning {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

function isWarning(value: unknown): value is Warning {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['rule', 'path', 'message'].every((name) => typeof Reflect.get(value, name) === 'string')
  );
}

function warningLines(warnings: readonly Warning[], leftOut: number): string[] {
  const lines = warnings.flatMap(({ rule, path, message }) =>
    wrap('warning:', [...words(message), `(${[path, rule].filter(Boolean).map(plain).join(', ')})`], ''),
  );
  return leftOut > 0 ? [...lines, `warning: and ${leftOut} more, which the network does not keep`] : lines;
}

const words = (sentence: string): string[] => plain(sentence).split(' ');

/** Parts after a name, on lines that hang below it. */
function wrap(name: string, parts: readonly string[], separator = ','): string[] {
  const lines: string[] = [];
  let line = name;
  for (const [index, part] of parts.entries()) {
    const next = index === parts.length - 1 ? ` ${part}` : ` ${part}${separator}`;
    if (line.length + next.length > LINE_MAX && line.trim() !== name) {
      lines.push(line);
      line = ' '.repeat(name.length) + next;
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
