import type { DocumentHeader, ValidationReport } from '@samband/standards';
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
  if (report.verdict !== 'valid' || !header) throw new DocumentRefused(report);
  const tooLong = findTooLong(header);
  if (tooLong.length > 0) throw new DocumentRefused({ ...report, verdict: 'invalid', findings: tooLong });
  return header;
}

/** The parties of the call and of the document are the same: HIS 1153-2 AD2.x, and no one speaks for another. */
function checkParties({ senderHerId, receiverHerIds }: Submission, header: DocumentHeader): void {
  const sender = header.sender.herId;
  if (sender !== senderHerId) throw new AddressingMismatch('sender', senderHerId, sender === undefined ? [] : [sender]);

  const named = header.receivers.map((receiver) => receiver.herId).filter((herId) => herId !== undefined);
  const stranger = receiverHerIds.find((herId) => !named.includes(herId));
  if (stranger !== undefined || receiverHerIds.length === 0) throw new AddressingMismatch('receiver', stranger, named);
}
