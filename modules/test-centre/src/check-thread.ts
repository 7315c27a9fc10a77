// Runs in a thread of its own: see checker.ts.
import { randomUUID } from 'node:crypto';
import { answerJobs } from '@samband/threads';
import { checkDocument } from './check-document.ts';

answerJobs((bytes: Uint8Array) => ({
  result: checkDocument(bytes, { now: new Date(), receiptId: randomUUID() }),
}));
