import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';

/** A finding of the validator, or one that came along with a refusal. */
export interface PrintableFinding {
  readonly rule?: string | undefined;
  readonly severity?: string | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly message: string;
}

/** Each finding on two lines: where, then what. */
export function findingList(colours: Colours, findings: readonly PrintableFinding[]): string {
  return findings.map((finding) => one(colours, finding)).join('\n');
}

function one(colours: Colours, { rule, severity, path, line, message }: PrintableFinding): string {
  const mark = severity === 'warning' ? colours.yellow('warning') : colours.red('error');
  const place = [path && colours.bold(plain(path)), line !== undefined && `line ${line}`].filter(Boolean).join(', ');
  const source = rule ? colours.dim(` (${plain(rule)})`) : '';
  return `  ${mark}  ${place || 'the document'}${source}\n         ${plain(message)}`;
}
