// Runs in a thread of its own: a heavy document must not hold up the exchange, which lives in the main one.
import { randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { checkDocument } from './check-document.ts';

parentPort?.on('message', (bytes: Uint8Array) => {
  parentPort?.postMessage(checkDocument(bytes, { now: new Date(), receiptId: randomUUID() }));
});
