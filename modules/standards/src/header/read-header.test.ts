import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readHeader } from '../index.ts';
import { example, officialDocuments, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import { validate } from '../validate.ts';
import type { HeaderParty } from './document-header.ts';

function changed(name: string, from: string | RegExp, to: string): Uint8Array {
  return Buffer.from(Buffer.from(example(name)).toString('utf8').replace(from, to));
}

test('a MsgHead gives type, ids, both levels of each party, conversation, patient and attachments', () => {
  expect(readHeader(example('dialog'))).toEqual({
    kind: 'document',
    messageType: 'DIALOG_HELSEFAGLIG',
    messageTypeDisplay: 'Helsefaglig dialog',
    action: 'DIALOG_HELSEFAGLIG',
    messageId: '3e9b7c10-2c5d-4b8a-9f1e-6d7c8b9a0f1e',
    generatedAt: {
      text: '2026-11-19T09:12:48+01:00',
      instant: new Date('2026-11-19T08:12:48Z'),
      zoneAssumed: false,
    },
    sender: {
      level1: { name: 'Fjordbyen kommune', ids: [{ value: '8100500', type: 'HER' }], herId: 8100500 },
      level2: {
        kind: 'service',
        name: 'Fjordgløtt sykehjem',
        ids: [{ value: '8100501', type: 'HER' }],
        herId: 8100501,
      },
      herId: 8100501,
    },
    receivers: [
      {
        level1: { name: 'Solsiden legekontor', ids: [{ value: '8100300', type: 'HER' }], herId: 8100300 },
        level2: { kind: 'person', name: 'Ingrid Fjellheim', ids: [{ value: '8100301', type: 'HER' }], herId: 8100301 },
        herId: 8100301,
        role: 'primary',
      },
    ],
    processingStatus: 'P',
    conversation: {
      refToParent: 'a1d2c3b4-5e6f-4708-9192-a3b4c5d6e7f8',
      refToConversation: 'a1d2c3b4-5e6f-4708-9192-a3b4c5d6e7f8',
    },
    patientPresent: true,
    attachments: [{ mimeType: 'text/plain', sizeBytes: 106 }],
  });
});

test('a discharge letter goes from the service provider to the requester', () => {
  expect(readHeader(example('discharge-letter'))).toMatchObject({
    messageType: 'EPIKRISE',
    sender: { level1: { herId: 8100100 }, level2: { kind: 'department', name: 'Medisinsk avdeling' }, herId: 8100101 },
    receivers: [{ level2: { kind: 'person', name: 'Ingrid Fjellheim' }, herId: 8100301, role: 'primary' }],
    patientPresent: true,
  });
});

test('a referral of the older kind goes the other way, its H is HENVISNING, and copies come after the receiver', () => {
  const party = (id: number) => `<HCP><Inst><Id>${id}</Id><TypeId V="HER"/></Inst></HCP>`;
  const referral = `<Message xmlns="http://www.kith.no/xmlstds/henvisning/2005-07-08"><Type V="H"/><GenDate V="2026-01-02T03:04:05"/>
    <MsgId>1</MsgId><ServReq><ServProvider>${party(2)}</ServProvider><Requester>${party(1)}</Requester>
    <CopyDest>${party(3)}</CopyDest></ServReq></Message>`;

  expect(readHeader(Buffer.from(referral))).toMatchObject({
    messageType: 'H',
    action: 'HENVISNING',
    sender: { herId: 1 },
    receivers: [
      { herId: 2, role: 'primary' },
      { herId: 3, role: 'copy' },
    ],
    generatedAt: { zoneAssumed: true },
    patientPresent: false,
  });
});

test.each([
  ['R', 'rekvisisjon/2008-12-01', 'ServReq', 'MBIO', 'REQ_MBIO'],
  ['R', 'rekvisisjon/2008-12-01', 'ServReq', 'CT', 'REQ_RTG'],
  ['S', 'labsvar/2008-12-01', 'ServReport', 'CLIN', 'SVAR_KKL'],
  ['S', 'labsvar/2008-12-01', 'ServReport', 'CYTO', 'SVAR_CYT'],
  ['S', 'labsvar/2008-12-01', 'ServReport', 'OTHER', 'S'],
  ['SVAR_RTG', 'labsvar/2012-02-15', 'ServReport', 'UL', 'SVAR_RTG'],
])('type %s of %s with %s/MsgDescr %s is the action %s', (type, namespace, body, description, action) => {
  const document = `<Message xmlns="http://www.kith.no/xmlstds/${namespace}"><Type V="${type}"/><GenDate V="2026-01-02"/><MsgId>1</MsgId>
    <${body}><MsgDescr V="${description}"/><ServProvider/><Requester/></${body}></Message>`;
  expect(readHeader(Buffer.from(document)).action).toBe(action);
});

test.each([
  ['white space around the type of an id', '<TypeId V=" HER " ', 8100501],
  ['an id that is not digits', '<TypeId V="HER" X="" ', undefined],
])('%s', (_, typeId, herId) => {
  let bytes = changed('dialog', /(<Id>8100501<\/Id>\s*)<TypeId V="HER" /, `$1${typeId}`);
  if (herId === undefined)
    bytes = Buffer.from(Buffer.from(bytes).toString().replace('<Id>8100501</Id>', '<Id>8100.501</Id>'));
  expect(readHeader(bytes).sender.herId).toBe(herId);
});

test('where there is no level 2 the organisation is the party', () => {
  const bytes = changed('dialog', /<Organisation>\s*<OrganisationName>Fjordgløtt.*?<\/Organisation>/s, '');
  const { sender } = readHeader(bytes);

  expect(sender.level2).toBeUndefined();
  expect(sender.herId).toBe(8100500);
});

test('a level 2 without a HER-id does not borrow the one of the organisation', () => {
  const { sender } = readHeader(changed('dialog', '<Id>8100501</Id>', '<Id>ukjent</Id>'));
  expect(sender).toMatchObject({ level1: { herId: 8100500 }, level2: { name: 'Fjordgløtt sykehjem' } });
  expect(sender.herId).toBeUndefined();
});

test('a message in the wrapping of NAV is read as it is', () => {
  const inner = Buffer.from(example('dialog'))
    .toString()
    .replace(/^<\?xml.*?\?>/, '');
  const wrapped = `<EI_fellesformat xmlns="http://www.trygdeetaten.no/xml/eiff/1/">${inner}</EI_fellesformat>`;
  expect(readHeader(Buffer.from(wrapped))).toEqual(readHeader(example('dialog')));
  expect(validate(Buffer.from(wrapped)).documentType).toBe('Dialogmelding');
});

test.each([
  ['no message at all', '<Bundle xmlns="http://hl7.org/fhir"/>', ''],
  ['no MsgInfo', '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>', 'MsgHead'],
  ['no parties', '<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><GenDate/><Id/></AppRec>', 'AppRec'],
])('%s is unreadable, and the error says where', (_, markup, path) => {
  expect(() => readHeader(Buffer.from(markup))).toThrow(expect.objectContaining({ code: 'header-unreadable', path }));
});

test.each([
  ['an empty MsgId', /<MsgId>.*<\/MsgId>/, '<MsgId> </MsgId>', 'MsgHead/MsgInfo/MsgId'],
  ['a type without a code', '<Type V="DIALOG_HELSEFAGLIG"', '<Type', 'MsgHead/MsgInfo/Type'],
  ['a date that is none', /<GenDate>.*<\/GenDate>/, '<GenDate>19.11.2026</GenDate>', 'MsgHead/MsgInfo/GenDate'],
])('%s is unreadable', (_, from, to, path) => {
  expect(() => readHeader(changed('dialog', from, to))).toThrow(
    expect.objectContaining({ path, line: expect.any(Number) }),
  );
});

/** Everything of a party that a person could be known by. */
function idsOf(party: HeaderParty): string {
  return JSON.stringify([party.level1, party.level2]);
}

const IDENTITY_NUMBER = /(?<!\d)\d{6}[ -]?\d{5}(?!\d)/;

test.each(VALID_EXAMPLES)('no identity number gets into the header of the example %s', (name) => {
  expect(Buffer.from(example(name)).toString()).toMatch(IDENTITY_NUMBER);
  expect(JSON.stringify(readHeader(example(name)))).not.toMatch(IDENTITY_NUMBER);
});

test('no identity number of a party gets into a header, whatever its type says', () => {
  const ident = (type: string) => `<Ident><Id>14835140238</Id><TypeId V="${type}"/></Ident>`;
  for (const type of ['FNR', 'DNR', 'HER', 'XXX']) {
    const bytes = changed('dialog', '<GivenName>Ingrid</GivenName>', `<GivenName>Ingrid</GivenName>${ident(type)}`);
    expect(JSON.stringify(readHeader(bytes).receivers), type).not.toContain('14835140238');
  }
});

test('no identity number gets into headers or findings of official documents', { timeout: 120_000 }, (context) => {
  for (const { file, bytes } of officialDocuments(context)) {
    const { header, findings } = validate(bytes);
    const parties = header ? [header.sender, ...header.receivers].map(idsOf).join() : '';
    // By name only: a failure must not print the number either.
    expect(IDENTITY_NUMBER.test(parties), `header of ${file}`).toBe(false);
    expect(IDENTITY_NUMBER.test(JSON.stringify(findings)), `findings of ${file}`).toBe(false);
  }
});

test('most official documents that have parties give a header with both', { timeout: 120_000 }, (context) => {
  let count = 0;
  for (const { verdict, bytes } of officialDocuments(context)) {
    const header = verdict === 'VALID' ? validate(bytes).header : undefined;
    if (header?.sender.level1 && header.receivers[0]?.level1) count++;
  }
  expect(count).toBeGreaterThan(500);
});
