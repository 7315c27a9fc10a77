import { afterAll, expect, test } from 'vitest';
import { documentForTests } from './document-for-tests.ts';
import { openEdiNetwork, submission } from './network-for-tests.ts';

const { call, close } = await openEdiNetwork();
afterAll(close);

const MiB = 1024 * 1024;

test('a document of 35 MiB comes through whole, one byte more does not, and 36 MiB is not read', {
  timeout: 120_000,
}, async () => {
  const frame = documentForTests({ attachmentBytes: 4 }).byteLength - 4;
  const largest = padded(documentForTests({ attachmentBytes: 35 * MiB - frame - 8 }), 35 * MiB);
  const body = (document: Buffer) => ({ ...submission(), businessDocument: document.toString('base64') });

  const accepted = await call('POST', '/messages', { body: body(largest) });
  const fetched = await call('GET', `/messages/${accepted.body.id}/business-document`, { as: 'gpOffice' });
  const overByOne = await call('POST', '/messages', { body: body(padded(largest, 35 * MiB + 1)) });
  const tooLarge = await call('POST', '/messages', { body: body(padded(largest, 36 * MiB)) });

  expect(largest.byteLength).toBe(35 * MiB);
  expect(accepted.status).toBe(202);
  expect(Buffer.from(fetched.body.businessDocument, 'base64').equals(largest)).toBe(true);
  expect(overByOne).toMatchObject({ status: 413, body: { errorCode: 1001, code: 'document-too-large' } });
  expect(tooLarge).toMatchObject({ status: 413, body: { errorCode: 1001, code: 'body-too-large' } });
});

/** The same document in so many bytes: white space after its end means nothing. */
function padded(document: Buffer, sizeBytes: number): Buffer {
  return Buffer.concat([document, Buffer.alloc(sizeBytes - document.byteLength, '\n')]);
}
