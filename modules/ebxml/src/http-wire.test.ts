import { randomUUID } from 'node:crypto';
import { createHttpServer } from '@samband/http';
import { createLogger } from '@samband/log';
import { readMessage } from '@samband/mail';
import { createMetrics } from '@samband/telemetry';
import { afterAll, describe, expect, test } from 'vitest';
import { documentForTests, gpOffice, hospital } from './document-for-tests.ts';
import { readEnvelope } from './messages/read-envelope.ts';
import { clock, openNode, openPostOffice } from './nodes-for-tests.ts';
import { createSending } from './sending.ts';
import { joinHead, splitHead } from './wire-form.ts';

const office = openPostOffice();
const [north, south] = await Promise.all([openNode(hospital, office), openNode(gpOffice, office)]);
const server = createHttpServer({
  log: createLogger({ level: 'silent', format: 'json' }),
  metrics: createMetrics(),
  publicUrl: 'http://localhost:8080',
  authenticate: async () => ({ ...south.actor, scopes: new Set(['samband:exchange/operate']) }),
});
await server.register(south.ebxml.messageRoutes(100));
await server.register(south.ebxml.operatorRoutes());
const url = await server.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => server.stop());

const letter = (document = documentForTests()) => north.letterWith(randomUUID(), document);

async function post(path: string, bytes: Uint8Array): Promise<Response> {
  const { headers, body } = splitHead(Buffer.from(bytes));
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { ...headers, SOAPAction: '"ebXML"' },
    body: new Uint8Array(body),
  });
}

async function arrived() {
  const feed = await south.exchange.notifications({ herIds: [gpOffice.herId], after: 0, limit: 1_000 }, south.actor);
  return feed.filter(({ kind }) => kind === 'NewMessage');
}

describe('a post', () => {
  test('is answered with 202 when it is on disk, and its acknowledgment comes by itself', async () => {
    const response = await post('/ebxml/async', await letter());
    expect(response.status).toBe(202);
    await south.ebxml.receiving.settled();
    await south.sendDue();
    expect(await arrived()).toHaveLength(1);
    expect(office.sent.map(({ to }) => to)).toEqual([[hospital.ediAddress]]);
  });

  test('of something else is refused by its media type', async () => {
    const response = await fetch(`${url}/ebxml/async`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(415);
  });

  test('is sent by us as the mail that it is, without its carrier’s head', async () => {
    const bytes = Buffer.from(await letter());
    const outcome = await createSending({ mail: undefined }).send(
      { uri: `${url}/ebxml/async`, mailFrom: hospital.ediAddress, bytes },
      AbortSignal.timeout(5_000),
    );
    expect(outcome).toEqual({ kind: 'sent' });
    await south.ebxml.receiving.settled();
    const { headers, body } = splitHead(bytes);
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('message-id');
    expect(splitHead(joinHead(headers, body)).body).toEqual(body);
  });
});

describe('a question in the same breath', () => {
  test('is answered with what its receiver answers, signed and whole', async () => {
    const before = (await arrived()).length;
    const asked = post('/ebxml/sync', await letter());
    const isThere = async () => (await arrived()).length > before;
    await expect.poll(isThere).toBe(true);
    const question = (await arrived()).at(-1)?.messageId ?? '';
    await south.exchange.answer(
      { originalMessageId: question, receiverHerId: gpOffice.herId, status: 'ok' },
      south.actor,
    );
    const delivering = await south.exchange.deliverDue();
    const response = await asked;
    await Promise.all(delivering);
    expect(response.status).toBe(200);
    const answer = readEnvelope(
      readMessage(joinHead(Object.fromEntries(response.headers), new Uint8Array(await response.arrayBuffer()))),
    );
    expect(answer).toMatchObject({ kind: 'payload', header: { action: 'APPREC', from: { herId: gpOffice.herId } } });
  });

  test('that is not right gets its ErrorList at once', async () => {
    const bytes = Buffer.from(await letter());
    const forged = Buffer.from(bytes.toString('latin1').replace(/(pkcs7-mime[\s\S]*?\r\n\r\n)(.)/, '$1A'), 'latin1');
    const response = await post('/ebxml/sync', forged);
    const answer = readEnvelope(
      readMessage(joinHead(Object.fromEntries(response.headers), new Uint8Array(await response.arrayBuffer()))),
    );
    expect(answer).toMatchObject({ kind: 'message-error', errors: { errors: [{ code: 'SecurityFailure' }] } });
  });
});

test.each([
  ['async', 34],
  ['sync', 3],
] as const)(
  'S17 a large post (%s, a document of %i MB) arrives byte for byte',
  async (way, sizeMb) => {
    const before = (await arrived()).length;
    const document = documentForTests({ attachmentBytes: sizeMb * 1024 * 1024 });
    const asked = post(`/ebxml/${way}`, await letter(document));
    await expect.poll(async () => (await arrived()).length, { timeout: 100_000 }).toBe(before + 1);
    const originalMessageId = (await arrived()).at(-1)?.messageId ?? '';
    if (way === 'sync')
      await south.exchange.answer({ originalMessageId, receiverHerId: gpOffice.herId, status: 'ok' }, south.actor);
    await Promise.all(await south.exchange.deliverDue());
    expect((await asked).status).toBe(way === 'sync' ? 200 : 202);
    const read = await south.exchange.readBusinessDocument(originalMessageId, south.actor);
    expect(read.equals(document)).toBe(true);
  },
  120_000,
);

describe('the operator', () => {
  test('reads which rules partners broke', async () => {
    const response = await fetch(`${url}/ebxml/rule-counts?from=${clock.now.toISOString().slice(0, 10)}`);
    expect(response.status).toBe(200);
    const { ruleCounts } = (await response.json()) as { ruleCounts: { partnerHerId: number; count: number }[] };
    expect(ruleCounts.length).toBeGreaterThan(0);
    expect(ruleCounts.every(({ partnerHerId, count }) => partnerHerId === hospital.herId && count > 0)).toBe(true);
  });

  test('opens and closes a mailbox', async () => {
    const mailbox = `${url}/ebxml/mailboxes/journal@edi.sor.example`;
    const order = { herId: gpOffice.herId, userName: 'journal', password: 'en lang setning' };
    const put = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
    expect(await (await fetch(mailbox, put)).json()).toMatchObject({
      address: 'journal@edi.sor.example',
      userName: 'journal',
    });
    expect(await (await fetch(`${url}/ebxml/mailboxes`)).json()).toMatchObject({
      mailboxes: [{ address: 'journal@edi.sor.example', state: 'open', mailCount: 0, mailBytes: 0 }],
    });
    expect((await fetch(mailbox, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(mailbox, { method: 'DELETE' })).status).toBe(404);
  });
});
