import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import type { DocumentHeader } from '../header/document-header.ts';
import { example, officialDocuments, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import { validate } from '../validate.ts';
import { readReceipt } from './read-receipt.ts';
import { type ReceiptOrder, writeReceipt } from './write-receipt.ts';

const ORDER = {
  id: '019c0000-0000-7000-8000-000000000001',
  generatedAt: new Date('2026-11-24T12:00:00Z'),
  software: { name: 'Samband', version: '1.0' },
} as const;
const OK = { ...ORDER, status: 'ok' } as const;
const REJECTED = {
  ...ORDER,
  status: 'rejected',
  errors: [{ code: 'E21', text: 'Legen har sluttet <før> "jul" & nyttår' }],
} as const;

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** What must hold of every receipt for its original. */
function expectMirrors(
  original: Uint8Array,
  header: DocumentHeader,
  order: Omit<ReceiptOrder, 'original'>,
  label: string,
) {
  const receipt = writeReceipt({ ...order, original });
  const report = validate(receipt);
  expect(report.findings, label).toEqual([]);
  expect(report.verdict, label).toBe('valid');

  const facts = readReceipt(receipt);
  expect(facts, label).toMatchObject({
    receiptId: order.id,
    status: order.status === 'ok' ? '1' : '2',
    original: { messageType: header.messageType, messageId: header.messageId },
  });
  expect(facts.original.issueDate, label).toContain(header.generatedAt.text);
  expect(
    facts.errors.map(({ code, text }) => ({ code, text })),
    label,
  ).toEqual(order.errors ?? []);
  expect([facts.sender.herId, facts.receiver.herId], label).toEqual([header.receivers[0]?.herId, header.sender.herId]);
  expect([facts.sender.level1?.name, facts.sender.level2?.name], label).toEqual([
    header.receivers[0]?.level1?.name ?? undefined,
    header.receivers[0]?.level2?.name ?? undefined,
  ]);
  expect(writeReceipt({ ...order, original }), label).toEqual(receipt);
}

/** Each copy receiver that can be named answers for itself, as such. */
function expectAnswersOfCopies(original: Uint8Array, { receivers }: DocumentHeader, label: string): number {
  const copies = receivers.slice(1).filter(({ herId }) => herId !== undefined && herId !== receivers[0]?.herId);
  for (const { herId } of copies) {
    const receipt = writeReceipt({ ...OK, original, by: herId as number });
    expect(validate(receipt).verdict, label).toBe('valid');
    expect(readReceipt(receipt).sender.herId, label).toBe(herId);
    expect(text(receipt), label).toContain('<Role V="COP" DN="Kopimottaker"/>');
  }
  return copies.length;
}

test.each(VALID_EXAMPLES)('the receipts for %s are valid, read back, and match it', (name) => {
  const original = example(name);
  const { header } = validate(original);
  if (header === undefined) throw new Error(`${name} has no header`);
  expectMirrors(original, header, OK, name);
  expectMirrors(original, header, REJECTED, name);
});

test('so are those for every official document that reads', { timeout: 180_000 }, (context) => {
  let count = 0;
  let copies = 0;
  for (const { file, bytes } of officialDocuments(context)) {
    const { header } = validate(bytes);
    if (header?.kind !== 'document') continue;
    expectMirrors(bytes, header, OK, file);
    expectMirrors(bytes, header, REJECTED, file);
    copies += expectAnswersOfCopies(bytes, header, file);
    count++;
  }
  expect(count).toBeGreaterThan(600);
  expect(copies).toBeGreaterThan(20);
});

test.each([
  ['discharge-letter', '2012-02-15'],
  ['laboratory-answer', '2012-02-15'],
  ['referral', '2012-02-15'],
  ['dialog', '2012-02-15'],
  ['nursing-report', '2012-02-15'],
])('%s is answered with AppRec 1.1', (name, version) => {
  expect(text(writeReceipt({ ...OK, original: example(name) }))).toContain(
    `xmlns="http://www.kith.no/xmlstds/apprec/${version}"`,
  );
});

test('a document of the older generation is answered with AppRec 1.0, and its roles', () => {
  const party = (id: number) => `<HCP><Inst><Name>Navn</Name><Id>${id}</Id><TypeId V="HER"/></Inst></HCP>`;
  const letter = `<Message xmlns="http://www.kith.no/xmlstds/epikrise/2006-09-23"><Type V="E" DN="Epikrise"/><GenDate V="2010-02-03"/><MsgId>1</MsgId>
    <ServRprt><ServProvider>${party(1)}</ServProvider><CopyDest>${party(3)}</CopyDest><Requester>${party(2)}</Requester></ServRprt></Message>`;
  const original = Buffer.from(letter);

  const receipt = text(writeReceipt({ ...OK, original }));
  expect(receipt).toContain('http://www.kith.no/xmlstds/apprec/2004-11-21');
  expect(receipt).toContain('<MIGversion>1.0 2004-11-21</MIGversion>');
  expect(receipt).toContain('<Role V="REQ" DN="Rekvirent"/>');
  expect(receipt).toContain('<Role V="RECEIVER" DN="Mottaker"/>');
  expect(receipt).toContain('<IssueDate>2010-02-03T00:00:00</IssueDate>');

  expect(text(writeReceipt({ ...OK, original, by: 3 }))).toContain('<Role V="COP" DN="Kopimottaker"/>');
});

test('a receipt of 1.1 says who answers: the primary receiver, or a copy receiver by its HER-id', () => {
  const copy = `<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/><Organisation><OrganisationName>Kopihuset</OrganisationName>
    <Ident><Id>8100900</Id><TypeId V="HER"/></Ident></Organisation></OtherReceiver><Patient>`;
  const original = Buffer.from(text(example('dialog')).replace('<Patient>', copy));

  expect(text(writeReceipt({ ...OK, original }))).toContain('<Role V="PRIM" DN="Primærmottaker"/>');
  expect(text(writeReceipt({ ...OK, original, by: 8100301 }))).toContain('<Role V="PRIM" DN="Primærmottaker"/>');
  const fromCopy = writeReceipt({ ...OK, original, by: 8100900 });
  expect(text(fromCopy)).toContain('<Role V="COP" DN="Kopimottaker"/>');
  expect(readReceipt(fromCopy).sender).toMatchObject({ level1: { name: 'Kopihuset' }, herId: 8100900 });
});

test('addresses are mirrored exactly, white space, further ids and missing parts included', () => {
  const letter = text(example('discharge-letter'))
    .replace('<Name>Medisinsk avdeling</Name>', '<Name> Medisinsk  avdeling </Name>')
    .replace(
      /(<Id>8100101<\/Id>\s*)<TypeId V="HER" DN="HER-id"\/>/,
      '$1<TypeId V="HER" DN=" HER-id"/><AdditionalId><Id>x</Id><Type V="LOK"/></AdditionalId>',
    )
    .replace(/<HCPerson>.*?<\/HCPerson>/s, '<HCPerson/>');
  const receipt = text(writeReceipt({ ...OK, original: Buffer.from(letter) }));

  expect(receipt).toContain('<Name> Medisinsk  avdeling </Name>');
  expect(receipt).toContain('<TypeId V="HER" DN=" HER-id"/>');
  expect(receipt).toMatch(/<AdditionalId>\s*<Id>x<\/Id>\s*<Type V="LOK"\/>/);
  expect(receipt).toContain('<HCPerson/>');
  expect(validate(Buffer.from(receipt)).verdict).toBe('valid');
});

test('errors carry code, code system, name and the text for the receiver', () => {
  const [error] = readReceipt(writeReceipt({ ...REJECTED, original: example('dialog') })).errors;
  expect(error).toEqual({
    code: 'E21',
    system: '2.16.578.1.12.4.1.1.8221',
    display: 'Mottaker finnes ikke',
    text: 'Legen har sluttet <før> "jul" & nyttår',
  });
});

test('a text with characters that XML does not have loses them and nothing else', () => {
  const errors = [{ code: 'X99', text: 'a\u0000b\uFFFEc\ud800d\n😀' }];
  const receipt = writeReceipt({ ...REJECTED, errors, original: example('dialog') });
  expect(validate(receipt).verdict).toBe('valid');
  expect(readReceipt(receipt).errors[0]?.text).toBe('abcd\n😀');
});

test.each([
  [
    'a receipt is not answered',
    { original: writeReceipt({ ...OK, original: example('dialog') }) },
    'receipt-of-receipt',
  ],
  ['nobody answers that is no receiver', { by: 4711 }, 'receiver-not-in-document'],
  ['OK has no errors', { errors: [{ code: 'X99' }] }, 'receipt-contradictory'],
  ['a rejection has an error', { status: 'rejected' }, 'receipt-contradictory'],
  ['an error has a code of the lists', { status: 'rejected', errors: [{ code: 'noe' }] }, 'receipt-contradictory'],
  ['what is not a message has no receipt', { original: Buffer.from('<a/>') }, 'header-unreadable'],
  ['what is not XML has none', { original: Buffer.from('<a>') }, 'xml-not-well-formed'],
] as const)('%s', (_, change, code) => {
  const order = { ...OK, original: example('dialog'), ...change } as ReceiptOrder;
  expect(() => writeReceipt(order)).toThrow(expect.objectContaining({ code }));
});

test('a document that is no receipt is not read as one', () => {
  expect(() => readReceipt(example('dialog'))).toThrow(expect.objectContaining({ code: 'header-unreadable' }));
});
