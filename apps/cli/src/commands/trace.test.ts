import type { TracedMessage } from '@samband/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestNetwork, type TestNetwork } from '../test-network.ts';
import { records, run } from '../test-run.ts';

let network: TestNetwork;
beforeEach(async () => {
  network = await startTestNetwork({
    journal: { herIds: [8000011], scopes: ['samband:exchange/trace'] },
    operator: { scopes: ['samband:exchange/trace-all'] },
  });
});
afterEach(() => network.stop());

const accepted = {
  sequence: 1,
  at: '2026-05-08T12:32:15.310Z',
  kind: 'accepted',
  by: 'journal',
  text: 'Accepted: committed to disk',
  proof: { digest: 'abc123', sizeBytes: 8512, clientId: 'journal', warnings: [] },
};
const delivered = {
  sequence: 2,
  at: '2026-05-08T12:32:15.310Z',
  kind: 'delivered',
  receiverHerId: 8000042,
  text: 'Put in the mailbox',
  proof: { servedFrom: 'register' },
};
const unheardOf = {
  sequence: 3,
  at: '2026-05-08T08:33:00.000Z',
  kind: 'carried-by-pigeon',
  text: 'Flown',
  proof: { ring: { colour: 'red' }, birds: ['a', 'b'] },
};
const awaiting = {
  receiverHerId: 8000042,
  sent: true,
  transport: 'unconfirmed' as const,
  transportDueAt: '2026-05-11T12:32:15.000Z',
  transportLate: false,
  business: 'awaiting' as const,
  receiptDueAt: '2026-05-12T12:32:15.000Z',
  seenBySender: false,
  proofs: [],
};

const message: TracedMessage = {
  id: 'm-1',
  kind: 'document',
  messageId: 'msgid-1',
  messageType: 'DIALOG_HELSEFAGLIG',
  documentType: 'Dialogmelding',
  version: '1.1',
  generatedAt: '2026-05-08T12:32:15.000Z',
  sender: { herId: 8000011, name: 'Medisinsk avdeling' },
  receivers: [{ herId: 8000042, name: 'Storvik legesenter' }],
  acceptedAt: accepted.at,
  digest: 'abc123',
  sizeBytes: 8512,
  events: [accepted, delivered, unheardOf],
  statuses: [awaiting],
};

async function traced(status: Partial<TracedMessage['statuses'][number]> = {}): Promise<string> {
  const body = { messages: [{ ...message, statuses: [{ ...awaiting, ...status }] }] };
  network.routes['GET /exchange/trace/m-1'] = { status: 200, body };
  return (await run(['trace', 'm-1'], { cwd: network.folder })).stdout;
}

test('prints every step in order with time, who and proof, also kinds that are new to it', async () => {
  const lines = (await traced()).split('\n');

  expect(lines.filter((line) => /^\d{4}-/.test(line)).map((line) => line.slice(25))).toEqual([
    'accepted           Accepted: committed to disk',
    'delivered          Put in the mailbox',
    'carried-by-pigeon  Flown',
  ]);
  expect(lines.filter((line) => line.includes('proof:')).map((line) => line.trim())).toEqual([
    'proof: event 1, digest abc123, sizeBytes 8512',
    'proof: event 2, servedFrom register',
    'proof: event 3, ring colour red, birds a + b',
  ]);
  expect(lines.some((line) => line.trim() === 'receiver Storvik legesenter (8000042)')).toBe(true);
});

const receipt = { id: 'r-1', documentId: 'd-1', errorCodes: ['E21'], receivedAt: '2026-05-13T08:00:00Z', late: true };

test.each([
  [{}, /no answer yet, due 2026-05-12 \d\d:\d\d$/],
  [{ transport: 'acknowledged' as const }, /taken in, no answer yet, due/],
  [{ transport: 'acknowledged' as const, transportLate: true }, /taken in late, no answer yet, due/],
  [{ sent: false }, /not handed over yet, no answer yet, due/],
  [{ transport: 'rejected' as const }, /refused by the receiver's message handler, no answer yet, due/],
  [{ transport: 'abandoned' as const }, /given up 2026-05-11 \d\d:\d\d without a sign of it, no answer yet, due/],
  [{ business: 'overdue' as const }, /no answer, and it was due 2026-05-12/],
  [{ business: 'approved' as const, seenBySender: true }, /approved; the sender has seen it$/],
  [
    { business: 'rejected' as const, receipt },
    /rejected \(E21\), after the deadline \(2026-05-12 \d\d:\d\d\); the sender has not/,
  ],
])('ends with where the receiver stands: %j', async (status, words) => {
  const lastLine = (await traced(status)).trimEnd().split('\n').at(-1);

  expect(lastLine).toMatch(/^Now: Storvik legesenter \(8000042\): /);
  expect(lastLine).toMatch(words);
});

test('asks as the operator first, and as the others when the operator may not see it', async () => {
  network.routes['GET /exchange/trace/m-1'] = ({ client }) =>
    client === 'operator'
      ? { status: 404, body: { title: 'Not found' } }
      : { status: 200, body: { messages: [message] } };

  const ran = await run(['trace', 'm-1', '--json'], { cwd: network.folder });

  expect(records(ran)).toEqual([{ messages: [message], refusals: [] }]);
  expect(network.calls.map(({ client }) => client)).toEqual(['operator', 'journal']);
});

test('long evidence is broken into lines that stay together', async () => {
  const proof = {
    digest: 'd'.repeat(64),
    transport: 'edi-api',
    organizationNumber: '310001015',
    sourceSystem: 'Journal, v1',
  };
  network.routes['GET /exchange/trace/m-1'] = {
    status: 200,
    body: { messages: [{ ...message, events: [{ ...accepted, proof }] }] },
  };

  const { stdout } = await run(['trace', 'm-1'], { cwd: network.folder });

  const lines = stdout.split('\n').filter((line) => line.startsWith(' '.repeat(25)));
  expect(lines.map((line) => line.slice(25))).toEqual([
    'client journal',
    `proof: event 1, digest ${'d'.repeat(64)},`,
    '       transport edi-api, organizationNumber 310001015, sourceSystem Journal, v1',
  ]);
});

test('warnings about a document that was accepted are sentences, with where and which rule', async () => {
  const warnings = [
    {
      rule: 'gendate-zone',
      path: 'MsgHead/MsgInfo/GenDate',
      message: 'GenDate has no zone',
      nb: 'GenDate er uten sone',
    },
    { rule: 'schema', path: '', message: `${'A long sentence. '.repeat(8)}\u001b[2J`, nb: 'Langt' },
  ];
  const proof = { digest: 'abc123', warnings, warningsLeftOut: 2 };
  network.routes['GET /exchange/trace/m-1'] = {
    status: 200,
    body: { messages: [{ ...message, events: [{ ...accepted, proof }] }] },
  };

  const { stdout } = await run(['trace', 'm-1'], { cwd: network.folder });

  const lines = stdout.split('\n').filter((line) => line.startsWith(' '.repeat(25)));
  expect(lines.map((line) => line.slice(25))).toEqual([
    'client journal',
    'proof: event 1, digest abc123',
    'warning: GenDate has no zone (MsgHead/MsgInfo/GenDate, gendate-zone)',
    'warning: A long sentence. A long sentence. A long sentence. A long sentence. A long',
    '         sentence. A long sentence. A long sentence. A long sentence. (schema)',
    'warning: and 2 more, which the network does not keep',
  ]);
});

test('warnings of an acknowledgment are codes, and stay with the proof', async () => {
  const acknowledged = { ...accepted, kind: 'acknowledged', proof: { envelopeId: 'e-1', warnings: ['W1', 'W2'] } };
  network.routes['GET /exchange/trace/m-1'] = {
    status: 200,
    body: { messages: [{ ...message, events: [acknowledged] }] },
  };

  const { stdout } = await run(['trace', 'm-1'], { cwd: network.folder });

  expect(stdout).toContain('proof: event 1, envelopeId e-1, warnings W1 + W2\n');
});

test('a document that was only ever refused is shown with what was found and the receipt it would have got', async () => {
  const refusal = {
    messageId: 'msgid-2',
    messageType: 'EPIKRISE',
    senderHerId: 8000011,
    by: 'journal',
    firstAt: '2026-05-08T12:32:15.000Z',
    lastAt: '2026-05-08T12:40:15.000Z',
    times: 3,
    digest: 'abc123',
    sizeBytes: 900,
    verdict: 'invalid',
    findings: [{ rule: 'schema', severity: 'error', path: 'Message/MsgId', line: 4, appRecCode: 'T02' }],
    suggestedReceipt: { status: 'rejected', errors: [{ code: 'T02' }] },
  };
  network.routes['GET /exchange/trace/msgid-2'] = { status: 200, body: { messages: [], refusals: [refusal] } };

  const { stdout } = await run(['trace', 'msgid-2'], { cwd: network.folder });

  expect(stdout).toMatch(/^Refused at the door: the document is invalid\n/);
  expect(stdout).toMatch(/a receiver would say +AppRec 2: T02\n/);
  expect(stdout).toContain(', 3 times within the hour\n');
  expect(stdout).toContain('  error  Message/MsgId, line 4 (schema)');
});
