import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpServer, type HttpServer } from '@samband/http';
import { createLogger } from '@samband/log';
import { readReceipt, validate } from '@samband/standards';
import { createMetrics } from '@samband/telemetry';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CheckBody, createChecker, testCentreRoutes } from './index.ts';

const examples = join(import.meta.dirname, '../../../examples');
const example = (name: string) => Buffer.from(readFileSync(join(examples, `${name}.xml`)));

const lines: string[] = [];
let server: HttpServer;
let url: string;

async function startServer(routes = testCentreRoutes()): Promise<{ server: HttpServer; url: string }> {
  const started = createHttpServer({
    log: createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics(),
    publicUrl: 'http://localhost',
  });
  await started.register(routes);
  return { server: started, url: await started.listen({ host: '127.0.0.1', port: 0 }) };
}

beforeAll(async () => {
  ({ server, url } = await startServer());
});
afterAll(() => server.stop());

function post(body: string | Buffer<ArrayBuffer>, contentType = 'application/xml', at = url): Promise<Response> {
  return fetch(`${at}/test-centre/check`, { method: 'POST', headers: { 'content-type': contentType }, body });
}

async function check(body: string | Buffer<ArrayBuffer>): Promise<CheckBody> {
  const answer = await post(body);
  expect(answer.status).toBe(200);
  return (await answer.json()) as CheckBody;
}

describe('a document that is right', () => {
  test('is told what it is, from whom and for whom', async () => {
    const { report } = await check(example('dialog'));

    expect(report).toMatchObject({ verdict: 'valid', root: 'MsgHead', documentType: 'Dialogmelding', version: '1.1' });
    expect(report.header).toMatchObject({
      kind: 'document',
      patientPresent: true,
      sender: { level1: { name: expect.any(String) }, level2: { herId: expect.any(Number) } },
      attachments: [{ mimeType: expect.any(String), sizeBytes: expect.any(Number) }],
    });
    expect(new Date(report.header?.generatedAt.instant ?? '').getTime()).toBeGreaterThan(0);
  });

  test('gets the receipt that its receiver would send: valid, OK, about this document', async () => {
    const { report, receipt } = await check(example('referral'));

    const bytes = Buffer.from(receipt?.xml ?? '');
    expect(validate(bytes).verdict).toBe('valid');
    expect(readReceipt(bytes)).toMatchObject({ status: '1', original: { messageId: report.header?.messageId } });
    expect(receipt).toMatchObject({ status: 'ok', codes: [] });
  });
});

describe('a document that can be read', () => {
  test.each(['dialog', 'broken-discharge-letter'])('%s is shown as a page, in two languages', async (name) => {
    const { html } = await check(example(name));

    expect(html?.nb).toContain('<html lang="nb">');
    expect(html?.en).toContain('<html lang="en">');
    expect(html?.nb).not.toContain('<script');
  });
});

describe('a document that is wrong', () => {
  test('gets its findings, in both languages and with their line, and is answered with a refusal', async () => {
    const { report, receipt } = await check(example('broken-discharge-letter'));

    expect(report.verdict).toBe('invalid');
    const [finding] = report.findings.filter(({ severity }) => severity === 'error');
    expect(finding).toMatchObject({ line: expect.any(Number), path: expect.stringContaining('DateOfBirth') });
    expect(finding?.nb.message).not.toBe('');
    expect(finding?.en.message).not.toBe('');
    expect(receipt).toMatchObject({ status: 'rejected', codes: ['T02'] });
    expect(readReceipt(Buffer.from(receipt?.xml ?? '')).errors[0]?.text).toContain('DateOfBirth');
  });

  test.each([
    ['an empty body', '', 'not-well-formed'],
    ['half a document', '<MsgHead><MsgInfo>', 'not-well-formed'],
    ['a document that nobody knows', '<invoice xmlns="urn:x"/>', 'not-recognised'],
    ['a document with a DOCTYPE', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'refused'],
  ])('%s has a verdict, and no receipt where nobody could be answered', async (_, text, verdict) => {
    const { report, receipt, noReceiptBecause, html } = await check(text);

    expect(report.verdict).toBe(verdict);
    expect(receipt).toBeUndefined();
    expect(noReceiptBecause).toBe('unreadable');
    expect(html !== undefined).toBe(verdict === 'not-recognised');
  });

  test('a receipt is understood, and is not answered', async () => {
    const { receipt } = await check(example('dialog'));
    const { report, noReceiptBecause } = await check(receipt?.xml ?? '');

    expect(report).toMatchObject({ verdict: 'valid', header: { kind: 'receipt', receipt: { status: '1' } } });
    expect(noReceiptBecause).toBe('is-receipt');
  });
});

describe('the call', () => {
  test('takes bytes as they are, whatever name they go by, and nothing else', async () => {
    const latin1 = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><blå xmlns="urn:x"/>', 'latin1');

    const answer = await post(latin1, 'application/octet-stream');
    expect(((await answer.json()) as CheckBody).report.root).toBe('blå');
    expect((await post('{}', 'application/json')).status).toBe(415);
    expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  test('refuses more than 5 MB', async () => {
    const answer = await post(Buffer.alloc(5 * 1024 * 1024 + 1, 32));

    expect(answer.status).toBe(413);
  });

  test('is for no cache, and leaves nothing of the document in the log', async () => {
    const answer = await post(example('discharge-letter'));

    expect(answer.headers.get('cache-control')).toBe('no-store');
    const surnames = ['Fenoksymetylpenicillin', 'Enalapril', 'PatientName', '<Message'];
    const log = lines.join('');
    expect(log).toContain('/test-centre/check');
    expect(surnames.filter((text) => log.includes(text))).toEqual([]);
  });
});

describe('when there is too much to do', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  async function startSmall(options: Parameters<typeof createChecker>[0]) {
    const small = await startServer(testCentreRoutes({ checker: createChecker(options) }));
    stops.push(() => small.server.stop());
    return small;
  }

  test('one document more than may wait is refused at once, and told when to come back', async () => {
    const small = await startSmall({ checksMax: 1 });

    const answers = await Promise.all([1, 2, 3].map(() => post(example('dialog'), 'application/xml', small.url)));

    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.headers.get('retry-after')).toBe('2');
    expect(await refused[0]?.json()).toMatchObject({ code: 'too-many-checks' });
  });

  test('a document that takes too long is given up, alone', async () => {
    const small = await startSmall({ timeoutMs: 1 });

    const answer = await post(example('dialog'), 'application/xml', small.url);

    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'check-timed-out' });
  });

  test('documents that come together are answered each with its own', async () => {
    const names = ['dialog', 'referral', 'laboratory-answer', 'nursing-report'];

    const checks = await Promise.all(names.map((name) => check(example(name))));

    const ids = checks.map(({ report }) => report.header?.messageId ?? '');
    expect(names.map((name, index) => example(name).includes(ids[index] ?? '-'))).toEqual([true, true, true, true]);
  });
});
