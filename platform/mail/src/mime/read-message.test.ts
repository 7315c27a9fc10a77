import { readFile } from 'node:fs/promises';
import { fixture } from '@samband/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARTS_MAX } from './limits.ts';
import { headerOf, readHttp, readMessage } from './read-message.ts';

const folder = 'messaging/navikt+smtp-transport/src/test/resources';
const speare =
  'messaging/navikt+ebxml-processor/ebms-provider/src/test/resources/oppgjørsmelding/2023_08_29T12_56_58_328.msg';

const mail = (...lines: string[]) => readMessage(Buffer.from(lines.join('\r\n'), 'latin1'));
const bodies = (message: ReturnType<typeof readMessage>) =>
  message.parts.map(({ body }) => Buffer.from(body).toString('latin1'));
const codes = (message: ReturnType<typeof readMessage>) => message.problems.map(({ code }) => code);

describe('mails as they are really sent', () => {
  test.for([
    [`${folder}/mails/test@test.test/INBOX/acknowledgment.eml`, ['text/xml'], [undefined]],
    [`${folder}/testmail/acknowledgment_no_from.eml`, ['text/xml'], [undefined]],
    [`${folder}/testmail/inntektsforesporsel.eml`, ['text/xml', 'application/pkcs7-mime'], ['ref0', 'ref1']],
    [`${folder}/testmail/ebxml_no_cpaid.eml`, ['text/xml', 'application/pkcs7-mime'], ['ref0', 'ref1']],
    [`${folder}/testmail/content_description.eml`, ['text/xml', 'application/pkcs7-mime'], ['ref0', 'ref1']],
    [
      `${folder}/mails/test@test.test/INBOX/example.eml`,
      ['text/xml', 'application/pkcs7-mime'],
      ['41724b25-d513-4958-afc1-8026cf51de61', expect.any(String)],
    ],
    [
      speare,
      ['text/xml', 'application/pkcs7-mime'],
      ['ZTTPT8UKUKU4.U2O3MHW7UL03@speare.no', '3CTGI8UKUKU4.ADHEUDMDCY3Q3@speare.no'],
    ],
  ] as const)('%s has its parts, decoded, and none is odd', async ([path, types, ids], context) => {
    const message = readMessage(await readFile(fixture(context, path)));

    expect(message.parts.map(({ contentType }) => contentType)).toEqual(types);
    expect(message.parts.map(({ contentId }) => contentId)).toEqual(ids);
    expect(Buffer.from(message.parts[0]?.body ?? []).toString('latin1', 0, 60)).toMatch(/^<(\?xml|SOAP)/);
    if (message.parts[1]) expect(message.parts[1].body[0]).toBe(0x30); // a SEQUENCE: CMS
    expect(message.problems.filter(({ code }) => code !== 'base64-malformed')).toEqual([]);
  });

  test('each part lies in the mail where it says', async (context) => {
    const bytes = await readFile(fixture(context, speare));
    const { parts } = readMessage(bytes);

    for (const { raw, start, bodyStart, end } of parts) {
      expect(Buffer.from(raw).equals(bytes.subarray(start, end))).toBe(true);
      expect(bytes.toString('latin1', start, start + 8)).toBe('Content-');
      expect(bytes.toString('latin1', bodyStart - 2, bodyStart)).toBe('\n\n');
    }
  });

  test('parameters are read folded, unquoted and with an odd boundary', async (context) => {
    const path = fixture(context, `${folder}/testmail/content_description.eml`);
    const { parameters, parts, headers } = readMessage(await readFile(path));

    expect({ ...parameters }).toEqual({
      type: 'text/xml',
      boundary: '=_NextPart_2relrfksadvnqindyw3nerasdf',
      start: '<ref0>',
    });
    expect({ ...parts[1]?.parameters }).toEqual({ name: 'M1152.P7M', 'smime-type': 'enveloped-data' });
    expect(parts[1]?.headers.get('content-description')).toBe('attachment; filename="M1152.P7M"');
    expect(headers.get('Subject')).toBe('=?ISO-8859-1?Q?Legeoppgj=F8rsmelding?=');
    expect(headers.shown('Subject')).toBe('Legeoppgjørsmelding');
  });
});

describe('quirks, one by one', () => {
  test.for([
    ['a boundary of odd characters, unquoted', 'multipart/related; boundary==-m/5:a?g(t)=='],
    ['a ";" at the end', 'multipart/related; boundary="=-m/5:a?g(t)==";'],
    ['names in capitals', 'MULTIPART/RELATED; BOUNDARY="=-m/5:a?g(t)=="'],
    ['a comment behind', 'multipart/related; boundary==-m/5:a?g(t)== (odd)'],
    ['folded lines', 'multipart/related;\r\n\tboundary="=-m/5:a?g(t)=="'],
  ])('%s', ([, contentType]) => {
    const message = mail(`CONTENT-TYPE: ${contentType}`, '', '--=-m/5:a?g(t)==', '', 'one', '--=-m/5:a?g(t)==--');

    expect(message.contentType).toBe('multipart/related');
    expect(bodies(message)).toEqual(['one']);
    expect(message.problems).toEqual([]);
  });

  test('lines that end in LF alone', () => {
    const message = readMessage(Buffer.from('Content-Type: multipart/mixed; boundary=b\n\n--b\n\na\nb\n--b--\n'));

    expect(bodies(message)).toEqual(['a\nb']);
  });

  test('start unquoted, in angle brackets', () => {
    expect(mail('Content-Type: multipart/related; start=<body>; boundary=b', '', '').parameters['start']).toBe(
      '<body>',
    );
  });

  test('a Message-ID without angle brackets, and a name with a space before the colon', () => {
    const message = mail('Message-ID : 1152', '', '');

    expect(message.messageId).toBe('1152');
    expect(headerOf(message, 'MESSAGE-id')).toBe('1152');
  });

  test('a boundary that begins another one, in a multipart inside', () => {
    const message = mail(
      ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: multipart/mixed; boundary=bb', ''],
      ...['--bb', '', 'inner', '--bb--', '--b', '', '--b not a boundary', '--b--', 'epilogue'],
    );

    expect(bodies(message)).toEqual(['inner', '--b not a boundary']);
    expect(message.problems).toEqual([]);
  });

  test('a part without header fields, an empty part, and preamble and epilogue that count for nothing', () => {
    const message = mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      'TEST',
      '--b',
      '',
      '',
      '--b',
      '',
      '--b--',
      'x',
    );

    expect(bodies(message)).toEqual(['', '']);
  });

  test('a file name in the pieces of RFC 2231', () => {
    const { parameters } = mail("Content-Type: text/xml; name*0*=utf-8''S%C3%B8k; name*1=nad.xml", '', '');

    expect(parameters['name']).toBe('Søknad.xml');
  });

  test('no name a sender makes up reaches a prototype', () => {
    const { parameters } = mail('Content-Type: text/xml; __proto__=x; constructor=y', '', '');

    expect(Object.keys(parameters)).toEqual(['__proto__', 'constructor']);
  });
});

describe('what cannot be read is told, and the rest is read', () => {
  test.for([
    ['boundary-missing', 'Content-Type: multipart/related', 'x'],
    ['boundary-not-found', 'Content-Type: multipart/related; boundary=b', 'x'],
    ['closing-boundary-missing', 'Content-Type: multipart/related; boundary=b', '--b\r\n\r\nx'],
    ['content-type-malformed', 'Content-Type: xml', 'x'],
    ['parameter-malformed', 'Content-Type: text/xml; charset="utf-8', 'x'],
    ['transfer-encoding-unknown', 'Content-Transfer-Encoding: x-zip', 'x'],
    [
      'transfer-encoding-on-multipart',
      'Content-Transfer-Encoding: base64\r\nContent-Type: multipart/mixed; boundary=b',
      '--b--',
    ],
    ['base64-malformed', 'Content-Transfer-Encoding: base64', 'YQ=*='],
    ['quoted-printable-malformed', 'Content-Transfer-Encoding: quoted-printable', '=zz'],
    ['header-separator-missing', 'Subject: x', 'x'],
  ])('%s', ([code, headers, body]) => {
    const separator = code === 'header-separator-missing' ? '' : '\r\n';

    expect(codes(mail(`${headers}`, `${separator}${body}`))).toEqual([code]);
  });

  test('too many parts, fields and levels', () => {
    const many = mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...Array(PARTS_MAX + 1).fill('--b\r\n\r\nx'),
      '--b--',
    );
    const deep = Array.from(
      { length: 12 },
      (_, level) => `--a\r\nContent-Type: multipart/mixed; boundary=a${level}\r\n`,
    );
    const nested = deep.map((text, level) => (level === 0 ? text : text.replace('--a', `--a${level - 1}`)));
    const fields = mail(...Array(2_000).fill('X: y'), '', 'body');

    expect(many.parts).toHaveLength(PARTS_MAX);
    expect(codes(many)).toEqual(['parts-too-many']);
    expect(codes(mail('Content-Type: multipart/mixed; boundary=a', '', ...nested))).toContain('nesting-too-deep');
    expect(codes(fields)).toEqual(['header-block-too-large']);
    expect(bodies(fields)).toEqual(['body']);
  });

  test('random bytes, and a real frame with random bytes in it, never throw', () => {
    const pieces = fc.constantFrom(
      '--b',
      '--b--',
      '\r\n',
      '\n',
      'Content-Type: ',
      'multipart/x;boundary=b',
      '=',
      ';',
      '"',
      ' ',
      'a',
    );
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(pieces, { maxLength: 60 }).map((p) => Buffer.from(p.join(''))),
    );

    fc.assert(
      fc.property(anything, (bytes) => {
        const { parts } = readMessage(bytes);
        for (const { start, bodyStart, end } of parts)
          expect([start <= bodyStart, bodyStart <= end]).toEqual([true, true]);
      }),
    );
  });
});

test('a post is read by the header fields of HTTP', () => {
  const body = Buffer.from('--b\r\nContent-ID: <r>\r\n\r\n<a/>\r\n--b--');
  const message = readHttp(
    { 'content-type': 'multipart/related; boundary="b"', soapaction: '"ebXML"', 'x-none': undefined },
    body,
  );

  expect(message.parts.map(({ contentId, raw }) => [contentId, Buffer.from(raw).toString()])).toEqual([
    ['r', 'Content-ID: <r>\r\n\r\n<a/>'],
  ]);
  expect(headerOf(message, 'SOAPAction')).toBe('"ebXML"');
});
