import { Buffer } from 'node:buffer';
import { setImmediate as endOfTask } from 'node:timers/promises';
import { parserMemoryBytes } from '@samband/xml';
import { readReceipt, validate, writeReceipt } from '../src/index.ts';
import { dialogWithAttachment, letter } from './documents.ts';
import type { Figure } from './figure.ts';

const MESSAGES = 200_000;
/** Until every schema is compiled and Node's young generation has grown to its size. */
const WARM_UP_MESSAGES = 20_000;
/**
 * A server works on each message in a task of its own. Within one task JavaScript keeps what a WeakRef points at
 * (ECMAScript KeepDuringJob), and libxml2-wasm holds each document by one: without an end of the task none would go.
 */
const MESSAGES_PER_TASK = 20;
/** Flat: from the middle to the end, memory may not grow by more than this; the heap breathes by a few MB. */
const GROWTH_MAX_MB = 12;
const BYTES_PER_MB = 1_048_576;

/** Memory of the process and of libxml2 within it, while 200,000 messages of every outcome go through. */
export async function run(): Promise<Figure[]> {
  const messages = mixedMessages();
  await work(messages, WARM_UP_MESSAGES);
  const start = memoryMb();
  await work(messages, MESSAGES / 2);
  const middle = memoryMb();
  await work(messages, MESSAGES / 2);
  const end = memoryMb();
  return (['process', 'heap', 'libxml2'] as const).flatMap((part) => [
    figure(`${part} at the start`, start[part]),
    figure(`${part} after 100,000 messages`, middle[part]),
    { ...figure(`${part} after 200,000 messages`, end[part]), limit: Math.round(middle[part] + GROWTH_MAX_MB) },
  ]);
}

/** Valid, with an attachment, invalid, of an unknown kind, cut off, and not XML: each leaves by another way. */
function mixedMessages(): Uint8Array[] {
  const text = Buffer.from(letter(4_000)).toString('utf8');
  return [
    letter(4_000),
    dialogWithAttachment(20_000),
    Buffer.from(text.replace('<Patient>', '<Patient><Ukjent/>')),
    Buffer.from('<Melding xmlns="urn:samband:unknown"/>'),
    Buffer.from(text.slice(0, text.length / 2)),
    Buffer.from(`<!DOCTYPE Message>${text.replace(/^<\?xml.*?\?>/, '')}`),
  ];
}

async function work(messages: readonly Uint8Array[], count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    if (index % MESSAGES_PER_TASK === 0) await endOfTask();
    const original = messages[index % messages.length] as Uint8Array;
    const { verdict } = validate(original);
    if (verdict === 'valid') readReceipt(writeReceipt({ original, ...RECEIPT }));
  }
}

const RECEIPT = {
  id: '019c0000-0000-7000-8000-000000000001',
  generatedAt: new Date('2026-11-24T12:00:00Z'),
  status: 'ok',
} as const;

function memoryMb() {
  const { rss, heapUsed } = process.memoryUsage();
  const [all, heap, libxml2] = [rss, heapUsed, parserMemoryBytes()].map((bytes) => bytes / BYTES_PER_MB) as [
    number,
    number,
    number,
  ];
  return { process: all, heap, libxml2 };
}

function figure(name: string, value: number): Figure {
  return { name: `memory: ${name}`, value: Number(value.toFixed(1)), unit: 'MB' };
}
