import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readHeader } from '../header/read-document-header.ts';
import { example } from '../official-documents-for-tests.ts';
import { readReceipt } from '../receipt/read-receipt.ts';
import { type ReceiptOrder, writeReceipt } from '../receipt/write-receipt.ts';
import { validate } from '../validate.ts';
import { RECEIPT_CASES } from './receipt-cases.ts';

const dialog = example('dialog');
const original = readHeader(dialog);
const SEVERAL = [{ code: 'E21' }, { code: 'E32', text: 'Navnet mangler' }];

function answer(order: Partial<ReceiptOrder> = {}): Uint8Array {
  const id = '019c0000-0000-7000-8000-000000000001';
  return writeReceipt({ original: dialog, id, generatedAt: new Date('2026-11-24T12:00:00Z'), status: 'ok', ...order });
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function changed(name: string, from: string | RegExp, to: string): Uint8Array {
  return Buffer.from(text(example(name)).replace(from, to));
}

const PARTY = (id: number) => `<HCP><Inst><Name>Navn</Name><Id>${id}</Id><TypeId V="HER"/></Inst></HCP>`;

/** A document of the older generation, answered with AppRec 1.0: by whom depends on its kind. */
function older(kind: 'epikrise/2006-09-23' | 'henvisning/2005-07-08', body: string, type: string): Uint8Array {
  return Buffer.from(`<Message xmlns="http://www.kith.no/xmlstds/${kind}"><Type V="${type}"/><GenDate V="2010-02-03T04:05:06"/>
    <MsgId>1</MsgId><${body}><Requester>${PARTY(1)}</Requester><ServProvider>${PARTY(2)}</ServProvider></${body}></Message>`);
}

const discharge = older('epikrise/2006-09-23', 'ServRprt', 'E');
const referral = older('henvisning/2005-07-08', 'ServReq', 'H');
const several = () => readReceipt(answer({ status: 'rejected', errors: SEVERAL })).errors;
const originalOf = () => readReceipt(answer()).original;

const signed = changed(
  'dialog',
  /(<Id>8100501<\/Id>\s*<TypeId[^>]*>\s*<\/Ident>)/,
  '$1<HealthcareProfessional><FamilyName>Signerende</FamilyName><Ident><Id>9144897</Id><TypeId V="HPR"/></Ident></HealthcareProfessional>',
);
const withCopy = changed(
  'dialog',
  '<Patient>',
  `<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/><Organisation><OrganisationName>Kopihuset</OrganisationName>
    <Ident><Id>8100900</Id><TypeId V="HER"/></Ident></Organisation></OtherReceiver><Patient>`,
);

/** What is seen of each case, and what it must be. */
const CHECKS: Readonly<Record<string, () => [seen: unknown, expected: unknown]>> = {
  'unit 1': () => [validate(answer()).verdict, 'valid'],
  'unit 2': () => [originalOf().messageId, original.messageId],
  'unit 3': () => [originalOf().messageType, original.messageType],
  'unit 4': () => [originalOf().issueDate, original.generatedAt.text],
  'unit 5': () => [readReceipt(answer()).status, '1'],
  'unit 6': () => {
    const { status, errors } = readReceipt(answer({ status: 'rejected', errors: [{ code: 'E21' }] }));
    return [
      [status, errors[0]?.code, errors[0]?.system],
      ['2', 'E21', '2.16.578.1.12.4.1.1.8221'],
    ];
  },
  'unit 7': () => [several().map(({ code }) => code), ['E21', 'E32']],
  'unit 8': () => [several()[1]?.text, 'Navnet mangler'],
  'unit 9': () => [
    [rolesOf(answer()), rolesOf(answer({ original: discharge })), rolesOf(answer({ original: referral }))],
    [
      ['PRIM', 'AVS'],
      ['REQ', 'RECEIVER'],
      ['SPR', 'RECEIVER'],
    ],
  ],
  'system 1': () => [
    [validate(dialog).verdict, readReceipt(answer()).status],
    ['valid', '1'],
  ],
  'system 2': () => CHECKS['unit 2']?.() as [unknown, unknown],
  'system 3': () => CHECKS['unit 3']?.() as [unknown, unknown],
  'system 4': () => CHECKS['unit 4']?.() as [unknown, unknown],
  'system 5': () => {
    const { sender, receiver } = readReceipt(answer());
    const { level1, level2 } = original.sender;
    return [
      [receiver.level1, receiver.level2?.ids, sender.herId],
      [level1, level2?.ids, original.receivers[0]?.herId],
    ];
  },
  'system 6': () => [
    [text(signed).includes('Signerende'), text(answer({ original: signed })).includes('Signerende')],
    [true, false],
  ],
  'system 7': () => [rolesOf(answer({ original: withCopy }))[0], 'PRIM'],
  'system 8': () => [rolesOf(answer({ original: discharge }))[0], 'REQ'],
  'system 9': () => [rolesOf(answer({ original: referral }))[0], 'SPR'],
  'system 10': () => [rolesOf(answer({ original: withCopy, by: 8100900 }))[0], 'COP'],
  'system 26': () => CHECKS['unit 7']?.() as [unknown, unknown],
  'system 28': () => {
    const { verdict, findings } = validate(changed('dialog', /<MsgId>[^<]*/, '<MsgId>2026-42'));
    return [
      [verdict, findings[0]?.appRecCode],
      ['invalid', 'E10'],
    ];
  },
};

function rolesOf(receipt: Uint8Array): string[] {
  return [...text(receipt).matchAll(/<Role V="(\w+)"/g)].map(([, role]) => role as string);
}

test.each(RECEIPT_CASES)('$id, $about: $expected', ({ id }) => {
  const [seen, expected] = (CHECKS[id] as NonNullable<(typeof CHECKS)[string]>)();
  expect(seen).toEqual(expected);
});
