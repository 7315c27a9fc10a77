import { readFileSync } from 'node:fs';
import { verifyEbms } from '@samband/crypto';
import { readMessage } from '@samband/mail';
import { fixture } from '@samband/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EbxmlRead } from './ebxml-read.ts';
import { clinicHerId, hospitalHerId, payloadOrder, testKeys, writtenTo } from './messages-for-tests.ts';
import { readEnvelope, readSigned } from './read-envelope.ts';
import { writePayloadMessage } from './write-payload-message.ts';

const ebxml = 'messaging/navikt+ebxml-processor/';
const transport = 'messaging/navikt+smtp-transport/src/test/resources/';
const speare = `${ebxml}ebms-provider/src/test/resources/oppgjørsmelding/2023_08_29T12_56_58_328.msg`;

type Skippable = Parameters<typeof fixture>[0];
const readFixture = (context: Skippable, path: string) =>
  readEnvelope(readMessage(readFileSync(fixture(context, path))));

const samples: readonly (readonly [string, EbxmlRead['kind'], Partial<Record<string, unknown>>])[] = [
  [
    speare,
    'payload',
    { from: 8_141_253, to: 79_768, service: 'BehandlerKrav', action: 'OppgjorsMelding', documents: 1 },
  ],
  [
    `${transport}mails/test@test.test/INBOX/example.eml`,
    'payload',
    { to: 79_768, service: 'Sykmelding', action: 'Registrering', documents: 1 },
  ],
  [
    `${transport}mails/test@test.test/INBOX/acknowledgment.eml`,
    'acknowledgment',
    { from: 92_239, action: 'Acknowledgment', documents: 0 },
  ],
  [`${transport}testmail/acknowledgment_no_from.eml`, 'acknowledgment', { from: 92_239 }],
  [`${transport}testmail/inntektsforesporsel.eml`, 'payload', { documents: 1 }],
  [`${transport}testmail/inntektsforesporsel_invalid_from.eml`, 'payload', { documents: 1 }],
  [`${transport}testmail/ebxml_no_cpaid.eml`, 'payload', { cpaId: undefined }],
  [`${transport}testmail/not_ebxml.eml`, 'unreadable', { problem: 'not-xml' }],
  [`${transport}testmail/content_description.eml`, 'unreadable', { problem: 'not-xml' }],
  ['messaging/navikt+ebxml-signatur-validator/src/test/resources/tekkopplysning', 'payload', { documents: 1 }],
];

describe('real messages', () => {
  test.for(samples)('%s is %s', ([path, kind, expected], context) => {
    const read = readFixture(context, path);
    const said: Record<string, unknown> = {
      from: read.header?.from?.herId,
      to: read.header?.to?.herId,
      service: read.header?.service,
      action: read.header?.action,
      cpaId: read.header?.cpaId,
      documents: read.attachments.length,
      problem: read.problem?.code,
    };

    expect(read.kind).toBe(kind);
    for (const [name, value] of Object.entries(expected)) expect([name, said[name]]).toEqual([name, value]);
  });

  test('the raw envelope and the documents are byte for byte as they were signed', (context) => {
    const read = readFixture(context, speare);
    const soap = readFileSync(fixture(context, speare.replace('.msg', '.xml')));
    const cms = readFileSync(fixture(context, speare.replace('.msg', '.p7m')));

    expect(Buffer.from(read.soap ?? []).equals(soap)).toBe(true);
    expect(Buffer.from(read.attachments[0]?.bytes ?? []).equals(cms)).toBe(true);
    expect(read.attachments[0]?.contentId).toBe(read.manifest[0]?.contentId);
  });

  test('an acknowledgment with roles and another RefToMessageId is read all the same, digests and all', (context) => {
    const { header, acknowledgment, digests } = readFixture(context, samples[2]?.[0] ?? '');

    expect(header?.from?.role).toBe('Utleverer');
    expect(acknowledgment?.refToMessageId).toBe(header?.refToMessageId);
    expect(acknowledgment?.digests).toMatchObject([{ uri: '', digest: expect.stringMatching(/=$/) }]);
    expect(acknowledgment?.digests[0]?.transforms).toHaveLength(3);
    expect(digests[0]?.transforms).toHaveLength(2);
  });

  test('the description of software is read where it stands (HITS 1210)', (context) => {
    expect(readFixture(context, samples[1]?.[0] ?? '').header?.software).toMatchObject({
      mshSystem: 'Visma Samhandling Link',
      mshVersion: '7.2.4',
      journalSystem: 'Webservices',
    });
  });
});

describe('what mail does to messages', () => {
  let mail: string;
  beforeAll(async () => {
    const { hospital, clinicEncryption } = await testKeys();
    mail = Buffer.from(writtenTo(clinicEncryption, hospital).bytes).toString('latin1');
  });
  const read = (text: string) => readEnvelope(readMessage(Buffer.from(text, 'latin1')));

  test.for<readonly [string, (mail: string) => string]>([
    ['a SOAPAction in lower case', (text) => text.replace(/SOAPAction: "ebXML"/i, 'SOAPACTION: "ebxml"')],
    ['MIME-version in another case', (text) => text.replace(/MIME-Version/i, 'MIME-version')],
    ['no type parameter', (text) => text.replace(/;\s*type="?text\/xml"?/i, '')],
    ['an unquoted start', (text) => text.replace(/start="(<[^"]*>)"/, 'start=$1')],
    ['no start at all', (text) => text.replace(/;\s*start="?<[^"]*>"?/, '')],
    [
      'a ; at the end of Content-Type',
      (text) => text.replace(/(Content-Type: multipart\/related[\s\S]*?)(\r\n[A-Z-])/i, '$1;$2'),
    ],
    ['a Message-ID without brackets', (text) => text.replace(/Message-ID: <(.*)>/i, 'Message-ID: $1')],
    ['an odd Date', (text) => text.replace(/Date: .*/i, 'Date: Tue, 24 Nov 2026 13:00:00 +1')],
    ['no head fields of a mail at all', (text) => text.replace(/^(From|To|Date|Message-ID): .*\r\n/gim, '')],
    [
      'an unquoted boundary of odd characters',
      (text) => {
        const boundary = /boundary="([^"]*)"/.exec(text)?.[1] ?? '';
        const odd = "=-m/5aQ:?(x)+_.'==";
        return text.replaceAll(`--${boundary}`, `--${odd}`).replace(`"${boundary}"`, odd);
      },
    ],
    ['a Content-Description', (text) => text.replace(/SOAPAction/i, 'Content-Description: ebXML\r\nSOAPAction')],
  ])('%s costs nothing', ([, change]) => {
    const changed = change(mail);
    const { kind, header, attachments, manifest } = read(changed);

    expect(changed).not.toBe(mail);
    expect(kind).toBe('payload');
    expect([header?.from?.herId, header?.to?.herId]).toEqual([hospitalHerId, clinicHerId]);
    expect(attachments.map(({ contentId }) => contentId)).toEqual(manifest.map(({ contentId }) => contentId));
  });

  test('a mail cut off anywhere is read as far as it goes and never throws', () => {
    for (let length = 0; length < mail.length; length += 211) {
      expect(['payload', 'unreadable']).toContain(read(mail.slice(0, length)).kind);
    }
  });

  test('a bounce is known by its form, whatever it brings back', () => {
    const bounce = `From: MAILER-DAEMON@edi.example.no\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--b--\r\n`;

    expect(read(bounce).kind).toBe('bounce');
  });
});

describe('what is signed', () => {
  test('a plain document arrives in quoted-printable as it was signed, and not where its line ends were changed', async () => {
    const { hospital } = await testKeys();
    const payloads = [
      { contentId: 'd@x', bytes: Buffer.from('<a>\n=å</a>\n'), contentType: 'application/xml' },
    ] as const;
    const soap = Buffer.from(writePayloadMessage(payloadOrder({ payloads }), hospital).soap).toString('base64');
    const verdictOf = (encoding: string, body: string) => {
      const head =
        'Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n';
      const part = `--b\r\nContent-ID: <d@x>\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--b--\r\n`;
      const read = readEnvelope(readMessage(Buffer.from(`${head}${soap}\r\n${part}`)));
      return verifyEbms(read.soap ?? new Uint8Array(), read.attachments, [hospital]);
    };

    expect(verdictOf('quoted-printable', '<a>=0A=3D=C3=A5</a>=0A').valid).toBe(true);
    expect(verdictOf('8bit', '<a>\n=å</a>\n').valid).toBe(true);
    expect(verdictOf('8bit', '<a>\r\n=å</a>\r\n')).toMatchObject({ valid: false, reason: 'digest-mismatch' });
  });

  test('a block that anybody on the way has added says nothing, whatever it is called and wherever it stands', async () => {
    const { hospital, clinicEncryption } = await testKeys();
    const { bytes, soap } = writtenTo(clinicEncryption, hospital);
    const added =
      '<eb:MessageHeader SOAP:actor="urn:oasis:names:tc:ebxml-msg:actor:nextMSH"><eb:From><eb:PartyId eb:type="HER">666</eb:PartyId></eb:From></eb:MessageHeader>';
    const injected = Buffer.from(soap).toString().replace('<SOAP:Header>', `<SOAP:Header>${added}`);
    const original = readEnvelope(readMessage(bytes));
    const read = readEnvelope(readMessage(Buffer.from(`Content-Type: text/xml\r\n\r\n${injected}`)));
    const verdict = verifyEbms(Buffer.from(injected), original.attachments, [hospital]);
    if (!verdict.valid) throw new Error(verdict.reason);

    expect(read.header).toEqual(original.header);
    expect(readSigned(read, verdict.canonicalBytes).header).toEqual(original.header);
    expect(JSON.stringify(readSigned(read, verdict.canonicalBytes).envelope)).not.toContain('666');
  });
});
