import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from '../mime/read-message.ts';
import { MailHeaderRefused } from './header-refused.ts';
import { writeMail, writeMultipartRelated } from './write-mail.ts';

const headers = [{ name: 'Subject', value: 'Prøve' }];
const written = (bodies: readonly Uint8Array[]) =>
  writeMultipartRelated({
    headers,
    type: 'text/xml',
    root: { contentType: 'text/xml; charset="UTF-8"', contentId: 'root@a', body: Buffer.from('<a/>') },
    parts: bodies.map((body, at) => ({ contentType: 'application/pkcs7-mime', contentId: `part${at}@a`, body })),
    preamble: 'TEST',
  });

test('what was written is read again, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), (bodies) => {
      const { parts, problems, parameters, contentType } = readMessage(written(bodies));

      expect([contentType, parameters['start'], parameters['type'], problems]).toEqual([
        ...['multipart/related', '<root@a>', 'text/xml', []],
      ]);
      expect(parts.slice(1).map(({ body }) => Buffer.from(body).toString('hex'))).toEqual(
        bodies.map((body) => Buffer.from(body).toString('hex')),
      );
      expect(parts.map(({ contentId }) => contentId)).toEqual(['root@a', ...bodies.map((_, at) => `part${at}@a`)]);
    }),
  );
});

test('lines end in CRLF, and those of base64 are 76 long', () => {
  const text = Buffer.from(written([Buffer.alloc(5_000, 1)])).toString('latin1');

  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(
    Math.max(
      ...text
        .split('\r\n')
        .filter((line) => /^[A-Za-z0-9+/=]{60,}$/.test(line))
        .map((l) => l.length),
    ),
  ).toBe(76);
});

test('a mail of one part says its encoding, and a header outside ASCII is encoded', () => {
  const bytes = writeMail({ headers, contentType: 'text/xml', body: Buffer.from('<a/>') });
  const message = readMessage(bytes);

  expect(Buffer.from(bytes).every((byte) => byte < 128)).toBe(true);
  expect(message.headers.shown('Subject')).toBe('Prøve');
  expect(message.parts.map((part) => [part.transferEncoding, Buffer.from(part.body).toString()])).toEqual([
    ['base64', '<a/>'],
  ]);
});

test.for(['æøå'.repeat(200), 'Åse ønsker å få svar', 'a  b '.repeat(300).trim()])(
  'a value comes back whole: %#',
  (value) => {
    const { headers: read } = readMessage(
      writeMail({ headers: [{ name: 'Subject', value }], contentType: 'a/b', body: Buffer.alloc(0) }),
    );

    expect(read.shown('Subject')).toBe(value);
  },
);

test.for([
  ['Subject', 'a\r\nBcc: b@c'],
  ['Subject', 'a\nb'],
  ['Subject', 'a\0b'],
  ['Subject', 'x'.repeat(2_000)],
  ['Sub ject', 'a'],
  ['Subject:', 'a'],
  ['', 'a'],
])('refuses a header field that would be more than one line: %#', ([name, value]) => {
  const write = () =>
    writeMail({
      headers: [{ name: name as string, value: value as string }],
      contentType: 'a/b',
      body: Buffer.alloc(0),
    });

  expect(write).toThrow(MailHeaderRefused);
});

test('refuses a content id that would become a header field', () => {
  expect(() => writeMail({ headers: [], contentType: 'a/b', contentId: 'a>\r\nX: y', body: Buffer.alloc(0) })).toThrow(
    MailHeaderRefused,
  );
});
