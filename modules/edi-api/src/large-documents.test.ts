import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { documentForTests, gpOffice } from './document-for-tests.ts';
import { openEdiNetwork, submission } from './network-for-tests.ts';

const { call, close } = await openEdiNetwork();
afterAll(close);

const MiB = 1024 * 1024;
const timeout = 120_000;

/** The largest document that there may be, and its base64: about 47 MiB on the wire. */
const frameBytes = documentForTests({ attachmentBytes: 4 }).byteLength - 4;
const largest = padded(documentForTests({ attachmentBytes: 35 * MiB - frameBytes - 8 }), 35 * MiB);
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('S17 a message of nearly 50 MB on the wire passes each leg: accepted, in the feed, read whole, answered', {
  timeout,
}, async () => {
  const businessDocument = largest.toString('base64');
  const body = JSON.stringify({ ...submission(), businessDocument });
  expect(body.length).toBeGreaterThan(48_000_000);

  const accepted = await call('POST', '/messages', { body });
  const feed = await call('GET', `/notifications?HerIds=${gpOffice.herId}&Offset=0&NotificationsToFetch=10`, {
    as: 'gpOffice',
  });
  const fetched = await call('GET', `/messages/${accepted.body.id}/business-document`, { as: 'gpOffice' });
  const receipt = await call('POST', `/messages/${accepted.body.id}/apprec`, {
    as: 'gpOffice',
    body: { appRecStatus: 'Ok', appRecSenderHerId: gpOffice.herId },
  });
  const status = await call('GET', `/messages/${accepted.body.id}/status`);

  expect(accepted.status).toBe(202);
  expect(feed.body.notifications).toMatchObject([{ relatedMessageId: accepted.body.id, type: 'NewMessage' }]);
  expect(fetched.headers.get('content-length')).toBe(String(Buffer.byteLength(fetched.text)));
  expect(digest(Buffer.from(fetched.body.businessDocument, 'base64'))).toBe(digest(largest));
  expect(receipt.status).toBe(202);
  expect(status.body.statusList).toMatchObject([
    { receiverHerId: gpOffice.herId, apprecInfo: { appRecStatus: 'Ok', appRecId: receipt.body.id } },
  ]);
});

test('one byte more than the largest is refused, and what is larger still is not read', { timeout }, async () => {
  // Three line breaks as base64, so many times: 35 MiB and one byte, and 36 MiB.
  const lineBreaks = (sizeBytes: number) => 'CgoK'.repeat(sizeBytes / 3);

  const overByOne = await call('POST', '/messages', {
    body: { ...submission(), businessDocument: lineBreaks(35 * MiB + 1) },
  });
  const tooLarge = await call('POST', '/messages', {
    body: { ...submission(), businessDocument: lineBreaks(36 * MiB) },
  });

  expect(overByOne).toMatchObject({ status: 413, body: { errorCode: 1001, code: 'document-too-large' } });
  expect(tooLarge).toMatchObject({ status: 413, body: { errorCode: 1001, code: 'body-too-large' } });
});

test.each([
  ['no base64', (base64: string) => `${base64.slice(0, 400_000)}=${base64.slice(400_000)}`, 'not-base64'],
  ['no document', (base64: string) => base64.replace(/^.{8}/, 'AAAAAAAA'), 'document-refused'],
  ['cut off', (base64: string) => base64.slice(0, 800_000), 'document-refused'],
])('a large text that is %s is refused as a small one is', { timeout }, async (_, damage, code) => {
  const base64 = documentForTests({ attachmentBytes: MiB }).toString('base64');

  const refused = await call('POST', '/messages', { body: { ...submission(), businessDocument: damage(base64) } });

  expect(refused).toMatchObject({ status: 400, body: { code } });
});

test('escapes, white space and any order of the fields change nothing', { timeout }, async () => {
  const document = documentForTests({ attachmentBytes: MiB });
  const lines = document
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\\r\\n')
    .replaceAll('/', '\\/')
    .replaceAll('+', '\\u002B');
  const { businessDocument: _, ...others } = submission();
  const body = `${JSON.stringify(others).slice(0, -1)}, "businessDocument" : "${lines}" }`;

  const accepted = await call('POST', '/messages', { body });
  const fetched = await call('GET', `/messages/${accepted.body.id}/business-document`, { as: 'gpOffice' });

  expect(accepted.status).toBe(202);
  expect(Buffer.from(fetched.body.businessDocument, 'base64').equals(document)).toBe(true);
});

test('a fault beside the large text is told as ever, and the text is not looked at', { timeout }, async () => {
  const businessDocument = documentForTests({ attachmentBytes: MiB }).toString('base64');
  const body = { ...submission(), businessDocument, senderHerId: 'none', unknown: 1 };

  const refused = await call('POST', '/messages', { body });

  expect(refused).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  expect(refused.text).toContain('senderHerId');
  expect(refused.text).not.toContain('businessDocument');
});

/** The same document in so many bytes: white space after its end means nothing. */
function padded(document: Buffer, sizeBytes: number): Buffer {
  return Buffer.concat([document, Buffer.alloc(sizeBytes - document.byteLength, '\n')]);
}
