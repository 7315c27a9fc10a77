import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { example, VALID_EXAMPLES } from './official-documents-for-tests.ts';
import { validate } from './validate.ts';

function changed(name: string, from: string | RegExp, to: string): Uint8Array {
  const text = Buffer.from(example(name)).toString('utf8');
  const result = text.replace(from, to);
  if (result === text) throw new Error(`nothing to change in ${name}`);
  return Buffer.from(result);
}

test.each(VALID_EXAMPLES)('the example %s is valid, and says what it is', (name) => {
  const { verdict, findings, documentType, header } = validate(example(name));

  expect(findings).toEqual([]);
  expect(verdict).toBe('valid');
  expect(documentType).toBeTypeOf('string');
  expect(header?.sender.level1?.herId).toBeGreaterThan(8_100_000);
  expect(header?.receivers[0]?.level2?.herId).toBeGreaterThan(8_100_000);
});

test('the broken example has one finding, which says where and what', () => {
  const bytes = example('broken-discharge-letter');
  const { verdict, findings, header } = validate(bytes);
  const [before = ''] = Buffer.from(bytes).toString().split('14.03.1951');

  expect(verdict).toBe('invalid');
  expect(findings).toMatchObject([
    {
      rule: 'schema',
      severity: 'error',
      path: 'Message/ServRprt/Patient/DateOfBirth',
      line: before.split('\n').length,
      message: 'DateOfBirth/@V has the value "14.03.1951", which is not a date or time such as 2026-11-20T14:30:00',
      fix: expect.stringContaining('2026-11-20'),
      nb: { message: expect.stringContaining('ikke er en dato'), fix: expect.stringContaining('2026-11-20') },
      appRecCode: 'T02',
    },
  ]);
  expect(findings[0]?.raw).toContain('is not a valid value of the local union type');
  expect(header?.messageId).toBe('2b3c4d5e-1f20-4a31-8b42-9c53ad64be75');
});

test('the payload of a MsgHead is checked against its own model, and names the document', () => {
  const report = validate(changed('dialog', '<Tema>', '<Emne/><Tema>'));

  expect(report).toMatchObject({ verdict: 'invalid', documentType: 'Dialogmelding', version: '1.1', root: 'MsgHead' });
  expect(report.models).toEqual(['base64container', 'dialogmelding-1.1', 'msghead-1.2']);
  expect(report.findings[0]?.path).toBe('MsgHead/Document[1]/RefDoc/Content/Dialogmelding/Notat/Emne');
});

test('a payload of an unknown kind is a warning, and an error only for the schemas alone', () => {
  const bytes = changed('dialog', /<Dialogmelding.*<\/Dialogmelding>/s, '<Bundle xmlns="http://hl7.org/fhir"/>');

  expect(validate(bytes)).toMatchObject({
    verdict: 'valid',
    documentType: 'Hodemelding',
    findings: [{ rule: 'unknown-payload', severity: 'warning', path: 'MsgHead/Document[1]/RefDoc/Content/Bundle' }],
  });
  expect(validate(bytes, { schemaOnly: true })).toMatchObject({ verdict: 'invalid', findings: [{ rule: 'schema' }] });
});

test('an element that a known payload standard does not have stays an error', () => {
  const bytes = changed(
    'dialog',
    /<Dialogmelding.*<\/Dialogmelding>/s,
    '<Melding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23"/>',
  );
  expect(validate(bytes).verdict).toBe('invalid');
});

test.each([
  ['not-well-formed', '<Message><ServRprt></Message>', 'xml'],
  ['not-well-formed', '', 'xml'],
  ['not-well-formed', 'PK\u0003\u0004', 'xml'],
  ['refused', '<!DOCTYPE a><a/>', 'xml'],
  ['refused', '<a xmlns="http://www.kith.no/xmlstds/egenerklæring/2012-05-12"/>', 'xml'],
  ['not-recognised', '<Bundle xmlns="http://hl7.org/fhir"/>', 'unknown-document'],
  ['not-recognised', '<MsgHead/>', 'unknown-document'],
  ['invalid', '<Sender xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>', 'schema'],
  ['invalid', '<Nothing xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>', 'schema'],
] as const)('%s: %s', (verdict, markup, rule) => {
  expect(validate(Buffer.from(markup))).toMatchObject({ verdict, findings: [{ rule, severity: 'error' }] });
});

test('a document that follows the second edition of its namespace is valid, and named after it', () => {
  const wrapped = (attributes: string, extra = '') => {
    const content = `<MottakenhetBlokk ${attributes}/>${extra}`;
    return Buffer.from(`<EI_fellesformat xmlns="http://www.trygdeetaten.no/xml/eiff/1/">${content}</EI_fellesformat>`);
  };
  const first = validate(wrapped('avsender="a"'));
  expect(first).toMatchObject({ verdict: 'valid', models: ['nav-fellesformat-1.0'] });

  const second = validate(wrapped('ediLoggId="1"', '<KontrollSystemBlokk/>'));
  expect(second).toMatchObject({ verdict: 'valid', models: ['nav-fellesformat-eia2'] });

  // Neither edition has it: then it is the first that is spoken of.
  const neither = validate(wrapped('nothing="1"'));
  expect(neither).toMatchObject({ verdict: 'invalid', models: ['nav-fellesformat-1.0'] });
});

test('at most a hundred findings are listed, and none holds an identity number', () => {
  const many = '<DateOfBirth>14835140238</DateOfBirth>'.repeat(300);
  const { findings, verdict } = validate(changed('dialog', '<DateOfBirth>1939-11-19</DateOfBirth>', many));

  expect(verdict).toBe('invalid');
  expect(findings.length).toBeLessThanOrEqual(100);
  expect(JSON.stringify(findings)).not.toContain('14835140238');
});

test('a header that cannot be read is said in a warning beside what the schema says', () => {
  const { findings, header } = validate(changed('dialog', /<GenDate>.*<\/GenDate>/, '<GenDate>i dag</GenDate>'));

  expect(header).toBeUndefined();
  expect(findings).toMatchObject([
    { rule: 'schema', path: 'MsgHead/MsgInfo/GenDate' },
    { rule: 'header', severity: 'warning', path: 'MsgHead/MsgInfo/GenDate', line: 7 },
  ]);
});

test('white space around a date is a schema error, as libxml2 has it', () => {
  const report = validate(changed('dialog', '<GenDate>', '<GenDate>\n'));
  expect(report.verdict).toBe('invalid');
  expect(report.header?.generatedAt.instant).toEqual(new Date('2026-11-19T08:12:48Z'));
});
