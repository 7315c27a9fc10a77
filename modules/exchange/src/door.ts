import type { DocumentHeader, Finding, ValidationReport } from '@samband/standards';
import type { ExaminedDocument } from './document-work.ts';
import { AddressingMismatch, DocumentRefused, DocumentTooLarge } from './errors.ts';
import { findTooLong } from './length-limits.ts';
import type { Submission } from './submission.ts';

/** National limit for a document (EDI 2.0; about 50 MB on the wire as base64). */
export const documentSizeMaxBytes = 35 * 1024 * 1024;

export interface CheckedDocument extends ExaminedDocument {
  readonly header: DocumentHeader;
}

/** Asked before anything else: a size costs nothing to see. Errors: DocumentTooLarge. */
export function checkSize({ bytes }: Submission): void {
  if (bytes.byteLength > documentSizeMaxBytes) throw new DocumentTooLarge(bytes.byteLength, documentSizeMaxBytes);
}

/**
 * What may come in of what was examined: it is right by its standard, what must be stored of it fits, and it names the
 * same parties as the call. Errors: DocumentRefused, AddressingMismatch.
 */
export function checkAtDoor(submission: Submission, examined: ExaminedDocument): CheckedDocument {
  const header = rightHeader(examined.report);
  checkParties(submission, header);
  return { ...examined, header };
}

function rightHeader(report: ValidationReport): DocumentHeader {
  const { header } = report;
  if (report.verdict !== 'valid') throw new DocumentRefused(report);
  if (!header) throw new DocumentRefused(withoutHeader(report));
  const tooLong = findTooLong(header);
  if (tooLong.length > 0) throw new DocumentRefused({ ...report, verdict: 'invalid', findings: tooLong });
  return header;
}

/** What follows its schema may still have no header that can be read, and then it cannot be sent: that is what is wrong. */
function withoutHeader(report: ValidationReport): ValidationReport {
  const findings = report.findings.map((finding) => (finding.rule === 'header' ? raised(finding) : finding));
  const isTold = findings.some(({ rule }) => rule === 'header');
  return { ...report, verdict: 'invalid', findings: isTold ? findings : [noHeader(report), ...findings] };
}

function raised(finding: Finding): Finding {
  return { ...finding, severity: 'error' };
}

/** Content alone, such as a dialogue message without its MsgHead. */
function noHeader({ root }: ValidationReport): Finding {
  const fix = 'Put it into a MsgHead, which says who it is from and for.';
  return {
    ...{ rule: 'header', severity: 'error', path: root ?? '', message: 'The document has no message header', fix },
    nb: {
      message: 'Dokumentet har ikke noe meldingshode',
      fix: 'Legg det i et MsgHead, som sier hvem det er fra og til.',
    },
  };
}

/** The parties of the call and of the document are the same: HIS 1153-2 AD2.x, and no one speaks for another. */
function checkParties({ senderHerId, receiverHerIds }: Submission, header: DocumentHeader): void {
  const sender = header.sender.herId;
  if (sender !== senderHerId) throw new AddressingMismatch('sender', senderHerId, sender === undefined ? [] : [sender]);

  const named = header.receivers.map((receiver) => receiver.herId).filter((herId) => herId !== undefined);
  const stranger = receiverHerIds.find((herId) => !named.includes(herId));
  if (stranger !== undefined || receiverHerIds.length === 0) throw new AddressingMismatch('receiver', stranger, named);
}
