// The program of a thread: see document-work.ts. A large document must not hold up whoever else is answered.
import { type ReceiptOrder, type ValidationReport, validate, writeReceipt } from '@samband/standards';
import { answerJobs, type JobAnswer } from '@samband/threads';
import { digestOf, packLargeBody } from './body.ts';

export type LargeDocumentJob =
  | { readonly kind: 'examine'; readonly bytes: Uint8Array; readonly now: Date }
  | { readonly kind: 'receipt'; readonly order: ReceiptOrder };

export type LargeDocumentResult =
  | {
      readonly report: ValidationReport;
      readonly digest: Uint8Array;
      /** As of a PackedBody. */
      readonly packing: number;
      readonly content: Uint8Array;
    }
  | { readonly receipt: Uint8Array };

answerJobs((job: LargeDocumentJob): JobAnswer<LargeDocumentResult> => {
  if (job.kind === 'receipt') return { result: { receipt: writeReceipt(job.order) } };
  const { bytes, now } = job;
  const report = validate(bytes, { now });
  const digest = Uint8Array.from(digestOf(bytes));
  // What is refused is not kept: nothing to pack.
  const { packing, content: packed } = packLargeBody(report.verdict === 'valid' ? bytes : new Uint8Array(0));
  const content = new Uint8Array(packed.buffer as ArrayBuffer, packed.byteOffset, packed.byteLength);
  return { result: { report, digest, packing, content }, transfer: transferable(content) };
});

/** A small buffer lies in one that it shares with others, and is copied. */
function transferable({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer.byteLength === byteLength ? [buffer as ArrayBuffer] : [];
}
