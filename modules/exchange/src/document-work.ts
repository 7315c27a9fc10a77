import { availableParallelism } from 'node:os';
import { type ReceiptOrder, type ValidationReport, validate, writeReceipt } from '@samband/standards';
import { createThreadPool } from '@samband/threads';
import { digestOf, type PackedBody, packBody } from './body.ts';
import type { LargeDocumentJob, LargeDocumentResult } from './large-document-thread.ts';

/** Above this a document is worked on in another thread: up to here it takes less than a few milliseconds. */
export const largeDocumentBytes = 256 * 1024;

/** What is found out about a document once, before anything is decided. */
export interface ExaminedDocument {
  readonly report: ValidationReport;
  readonly digest: Buffer;
  readonly sizeBytes: number;
  pack(): PackedBody;
}

/** The work on documents that grows with their size. */
export interface DocumentWork {
  /**
   * Form, schema, header, rules and digest. A large document is handed over: its bytes are not to be used afterwards.
   * Errors of a large one: ThreadPoolFull, WorkTimedOut, WorkBroken.
   */
  examine(bytes: Uint8Array, now: Date): ExaminedDocument | Promise<ExaminedDocument>;
  /** The receipt that answers a document; a large original is handed over too. Errors: those of writeReceipt, and as above. */
  writeReceipt(order: ReceiptOrder): Uint8Array | Promise<Uint8Array>;
}

/**
 * Small documents are done at once; a large one, which takes a second and more, in a thread of its own, so that nobody
 * waits for it but its sender (ADR 0017).
 */
export function createDocumentWork(): DocumentWork {
  const pool = createThreadPool<LargeDocumentJob, LargeDocumentResult>({
    program: new URL('./large-document-thread.ts', import.meta.url),
    threads: availableParallelism() > 2 ? 2 : 1,
    timeoutMs: 60_000,
  });

  async function examineLarge(bytes: Uint8Array, now: Date): Promise<ExaminedDocument> {
    const sizeBytes = bytes.byteLength;
    const result = await pool.run({ kind: 'examine', bytes, now }, [bytes.buffer as ArrayBuffer]);
    if (!('report' in result)) throw new TypeError('the thread gave no report');
    const { report, packing } = result;
    const content = asBuffer(result.content);
    return { report, digest: asBuffer(result.digest), sizeBytes, pack: () => ({ packing, content }) };
  }

  async function writeLargeReceipt(order: ReceiptOrder): Promise<Uint8Array> {
    const result = await pool.run({ kind: 'receipt', order }, [order.original.buffer as ArrayBuffer]);
    if (!('receipt' in result)) throw new TypeError('the thread gave no receipt');
    return result.receipt;
  }

  return {
    examine: (bytes, now) => (isLarge(bytes) ? examineLarge(bytes, now) : examineSmall(bytes, now)),
    writeReceipt: (order) => (isLarge(order.original) ? writeLargeReceipt(order) : writeReceipt(order)),
  };
}

function examineSmall(bytes: Uint8Array, now: Date): ExaminedDocument {
  const report = validate(bytes, { now });
  return { report, digest: digestOf(bytes), sizeBytes: bytes.byteLength, pack: () => packBody(bytes) };
}

function isLarge(bytes: Uint8Array): boolean {
  return bytes.byteLength > largeDocumentBytes;
}

/** The same bytes as the driver wants them: what comes from a thread is no Buffer any more. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
