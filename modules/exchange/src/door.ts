import { type DocumentHeader, type ValidationReport, validate } from '@samband/standards';
import { AddressingMismatch, DocumentRefused, DocumentTooLarge } from './errors.ts';
import { findTooLong } from './length-limits.ts';
import type { Submission } from './submission.ts';

/** National limit for a document (EDI 2.0; about 50 MB on the wire as base64). */
export const documentSizeMaxBytes = 35 * 1024 * 1024;

export interface CheckedDocument {
  readonly report: ValidationReport;
  readonly header: DocumentHeader;
}

/**
 * What may come in, in the order that costs least: size, then form and schema and header in one pass, then whether the
 * document names the same parties as the call. Errors: DocumentTooLarge, DocumentRefused, AddressingMismatch.
 */
export function checkAtDoor(submission: Submission, now: Date): CheckedDocument {
  const sizeBytes = submission.bytes.byteLength;
  if (sizeBytes > documentSizeMaxBytes) throw new DocumentTooLarge(sizeBytes, documentSizeMaxBytes);

  const report = validate(submission.bytes, { now });
  const { header } = report;
  if (report.verdict !== 'valid' || !header) throw new DocumentRefused(report);

  const tooLong = findTooLong(header);
  if (tooLong.length > 0) throw new DocumentRefused({ ...report, verdict: 'invalid', findings: tooLong });

  checkParties(submission, header);
  return { report, header };
}

/** The parties of the call and of the document are the same: HIS 1153-2 AD2.x, and no one speaks for another. */
function checkParties({ senderHerId, receiverHerIds }: Submission, header: DocumentHeader): void {
  const sender = header.sender.herId;
  if (sender !== senderHerId) throw new AddressingMismatch('sender', senderHerId, sender === undefined ? [] : [sender]);

  const named = header.receivers.map((receiver) => receiver.herId).filter((herId) => herId !== undefined);
  const stranger = receiverHerIds.find((herId) => !named.includes(herId));
  if (stranger !== undefined || receiverHerIds.length === 0) throw new AddressingMismatch('receiver', stranger, named);
}
