import type { ValidationReport } from '@samband/standards';
import type { Colours } from '../shell.ts';
import { headerFacts } from './document-summary.ts';
import { findingList, type Language } from './findings.ts';
import { plain } from './plain.ts';
import { pairs } from './table.ts';

/** What `samband validate` says of one document. */
export interface Validated {
  readonly file: string;
  readonly report: ValidationReport;
  readonly language: Language;
  /** With the facts of the head: one document is looked at closer than a folder of them. */
  readonly isAlone: boolean;
}

const VERDICTS: Readonly<Record<Language, Readonly<Record<ValidationReport['verdict'], string>>>> = {
  en: {
    valid: 'valid',
    invalid: 'invalid',
    'not-well-formed': 'not well formed',
    'not-recognised': 'not recognised',
    refused: 'refused',
  },
  nb: {
    valid: 'gyldig',
    invalid: 'ugyldig',
    'not-well-formed': 'ikke velformet',
    'not-recognised': 'ikke gjenkjent',
    refused: 'ikke lest',
  },
};

/** The verdict and what the document is, then who it is from and for, then each finding with what to do. */
export function validationText(colours: Colours, { file, report, language, isAlone }: Validated): string {
  const { verdict, documentType, version, namespace, header, findings } = report;
  const what = documentType ? `${documentType} ${version ?? ''}` : (namespace ?? 'unknown kind');
  const word = VERDICTS[language][verdict];
  const lines = [
    `${verdict === 'valid' ? colours.green(word) : colours.red(word)}  ${plain(file)}  ${colours.dim(plain(what))}`,
  ];
  if (isAlone && header) {
    const { messageType, messageId, generatedAt, conversation } = header;
    lines.push(
      pairs(colours, [
        ['type', plain(messageType)],
        ['MsgId', plain(messageId)],
        ['written', plain(generatedAt.text)],
        ...headerFacts(header),
        ['answers', conversation && `MsgId ${plain(conversation.refToParent)}`],
      ]),
    );
  }
  if (findings.length > 0) lines.push(findingList(colours, findings, language));
  return lines.join('\n');
}
