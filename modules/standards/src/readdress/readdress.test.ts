import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readHeader } from '../header/read-document-header.ts';
import { example, officialDocuments, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import { validate } from '../validate.ts';
import { readdress } from './readdress.ts';

const NEW = {
  sender: {
    organization: { name: 'Havna sykehus & klinikk', herId: 8200100, organizationNumber: '310012122' },
    unit: { kind: 'service', name: 'Kirurgisk avdeling', herId: 8200101 },
  },
  receiver: {
    organization: { name: 'Łódź legesenter', herId: 8200300 },
    unit: { kind: 'person', name: 'Per Ottar Ås', herId: 8200301 },
  },
  messageId: '019c0000-0000-7000-8000-00000000000a',
  generatedAt: new Date('2026-11-24T10:00:00Z'),
} as const;

function expectNewParties(bytes: Uint8Array, label: string): void {
  const header = readHeader(bytes);
  expect(header, label).toMatchObject({
    messageId: NEW.messageId,
    generatedAt: { text: '2026-11-24T10:00:00Z' },
    sender: {
      level1: { name: 'Havna sykehus & klinikk', herId: 8200100 },
      level2: { name: 'Kirurgisk avdeling' },
      herId: 8200101,
    },
    receivers: [
      {
        level1: { name: 'Łódź legesenter', herId: 8200300 },
        level2: { kind: 'person', name: 'Per Ottar Ås' },
        herId: 8200301,
      },
    ],
  });
  expect(header.receivers, label).toHaveLength(1);
}

test.each(VALID_EXAMPLES)('%s gets new parties, and the rest stays byte for byte', (name) => {
  const original = Buffer.from(example(name));
  const { bytes, changes } = readdress(original, NEW);

  expect(validate(bytes).findings).toEqual([]);
  expectNewParties(bytes, name);
  expect(changes.filter((change) => !change.startsWith('Taken out'))).toEqual([
    'Sent from Havna sykehus & klinikk (8200100), Kirurgisk avdeling (8200101)',
    'Sent to Łódź legesenter (8200300), Per Ottar Ås (8200301)',
    'MsgId is 019c0000-0000-7000-8000-00000000000a',
    'GenDate is 2026-11-24T10:00:00Z',
  ]);
  const withoutAddresses = (document: Buffer) =>
    document
      .toString()
      .replace(/<(Sender|Receiver|ServProvider|Requester|MsgId|GenDate)>.*?<\/\1>/gs, '<$1/>')
      .replace(/<GenDate V="[^"]*"\/>/, '')
      // What is in the addresses of the older documents besides the party stays too.
      .replace(/<HCP>.*?<\/HCP>/gs, '');
  expect(withoutAddresses(Buffer.from(bytes))).toBe(withoutAddresses(original));
});

test('every official document that is valid and has parties stays valid', { timeout: 180_000 }, (context) => {
  let count = 0;
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    if (verdict !== 'VALID' || validate(bytes).header === undefined) continue;
    const readdressed = readdress(bytes, NEW).bytes;
    expect(validate(readdressed, { schemaOnly: true }).verdict, file).toBe('valid');
    expectNewParties(readdressed, file);
    count++;
  }
  expect(count).toBeGreaterThan(500);
});

test('a document in Latin-1 with line ends of another system stays that', () => {
  const text = Buffer.from(example('dialog')).toString().replace('UTF-8', 'ISO-8859-1').replaceAll('\n', '\r\n');
  const { bytes } = readdress(Buffer.from(text, 'latin1'), NEW);

  const readdressed = Buffer.from(bytes).toString('latin1');
  expect(readdressed).toContain('encoding="ISO-8859-1"');
  expect(readdressed).toContain('sykehuset i går');
  expect(readdressed).toContain('&#321;ód&#378; legesenter');
  expect(readdressed.replaceAll('\r\n', '')).not.toContain('\n');
  expectNewParties(bytes, 'Latin-1');
});

test('a prefixed document keeps its prefix', () => {
  const prefixed = Buffer.from(example('dialog'))
    .toString()
    .replace('<MsgHead xmlns=', '<m:MsgHead xmlns:m=')
    .replace('</MsgHead>', '</m:MsgHead>')
    .replace(
      /<(\/?)(?=(MsgInfo|Type|MIGversion|GenDate|MsgId|ProcessingStatus|ConversationRef|RefTo|Sender|Receiver|Organisation|Ident|Id|TypeId|HealthcareProfessional|FamilyName|GivenName|Patient|DateOfBirth|Sex|Document|RefDoc|IssueDate|MsgType|Content|MimeType|Description))/g,
      '<$1m:',
    )
    .replace(
      /<Dialogmelding.*<\/Dialogmelding>/s,
      '<Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23"/>',
    );
  const original = Buffer.from(prefixed.replace(/<m:Content>\s*<Dialogmelding.*?\/>/s, '<m:Content>'));
  const { bytes } = readdress(original, NEW);

  expect(validate(bytes).verdict).toBe('valid');
  expectNewParties(bytes, 'prefixed');
});

test('copy receivers and a signature that can no longer be right are taken out, and it is said', () => {
  const copy = '<OtherReceiver><RoleReceiver V="COP"/></OtherReceiver><Patient>';
  const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></MsgHead>';
  const text = Buffer.from(example('dialog')).toString().replace('<Patient>', copy).replace('</MsgHead>', signature);
  const { bytes, changes } = readdress(Buffer.from(text), NEW);

  expect(validate(bytes).verdict).toBe('valid');
  expect(changes.slice(-2)).toEqual([
    'Copy receivers were taken out',
    'The signature was taken out: it does not cover the new addressing',
  ]);
});

test('what the new address has no place for is said, and a fault in the old address goes with it', () => {
  const text = Buffer.from(example('discharge-letter'))
    .toString()
    .replace('</Dept>', '<HCPerson><Name>Lege</Name>x</HCPerson></Dept>');
  expect(validate(Buffer.from(text)).verdict).toBe('invalid');
  const { bytes, changes } = readdress(Buffer.from(text), { ...NEW, receiver: NEW.sender });

  expect(validate(bytes).verdict).toBe('valid');
  expect(
    changes.filter((change) => /^Taken out with the old address of the sender: .*HCPerson/.test(change)),
  ).toHaveLength(1);
});

test('an empty MsgId is filled', () => {
  const text = Buffer.from(example('dialog'))
    .toString()
    .replace(/<MsgId>.*<\/MsgId>/, '<MsgId/>');
  expectNewParties(readdress(Buffer.from(text), NEW).bytes, 'empty MsgId');
});

test('a document without a place for the addressing is refused with the place that is missing', () => {
  const text = Buffer.from(example('dialog'))
    .toString()
    .replace(/<Sender>.*<\/Sender>/s, '<Sender/>');
  expect(() => readdress(Buffer.from(text), NEW)).toThrow(
    expect.objectContaining({ code: 'header-unreadable', path: 'MsgHead/MsgInfo/Sender' }),
  );
});
