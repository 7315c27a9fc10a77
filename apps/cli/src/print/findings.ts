import type { Colours } from '../shell.ts';
import { plain } from './plain.ts';

/** The languages that findings speak. */
export type Language = 'nb' | 'en';

/** A finding of the validator, or one that came along with a refusal. */
export interface PrintableFinding {
  readonly rule?: string | undefined;
  readonly severity?: string | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly nb?: { readonly message: string; readonly fix?: string } | undefined;
  readonly appRecCode?: string | undefined;
}

interface Words {
  readonly error: string;
  readonly warning: string;
  readonly line: string;
  readonly theDocument: string;
  readonly fix: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: { error: 'error', warning: 'warning', line: 'line', theDocument: 'the document', fix: 'To mend it' },
  nb: { error: 'feil', warning: 'advarsel', line: 'linje', theDocument: 'dokumentet', fix: 'Slik rettes det' },
};

/** Each finding: where, then what, then what to do. */
export function findingList(
  colours: Colours,
  findings: readonly PrintableFinding[],
  language: Language = 'en',
): string {
  return findings.map((finding) => one(colours, finding, language)).join('\n');
}

const INDENT = ' '.repeat(11);

function one(colours: Colours, finding: PrintableFinding, language: Language): string {
  const { rule, severity, path, line, appRecCode } = finding;
  const { message, fix } = (language === 'nb' ? finding.nb : undefined) ?? finding;
  const words = WORDS[language];
  const isWarning = severity === 'warning';
  const mark = (isWarning ? words.warning : words.error).padEnd(INDENT.length - 4);
  const place = [path && colours.bold(plain(path)), line !== undefined && `${words.line} ${line}`].filter(Boolean);
  const notes = [rule && plain(rule), appRecCode && `AppRec ${plain(appRecCode)}`].filter(Boolean).join(', ');
  return [
    `  ${isWarning ? colours.yellow(mark) : colours.red(mark)}  ${place.join(', ') || words.theDocument}${notes && colours.dim(` (${notes})`)}`,
    `${INDENT}${plain(message)}`,
    ...(fix === undefined ? [] : [`${INDENT}${colours.cyan(`${words.fix}:`)} ${plain(fix)}`]),
  ].join('\n');
}
