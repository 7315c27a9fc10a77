import { expect, test } from 'vitest';
import { maskIdentityNumbers } from '../finding/mask.ts';
import { officialDocuments } from '../official-documents-for-tests.ts';
import { validate } from '../validate.ts';
import { describeSchemaFinding } from './finding-text.ts';

test.each([
  [
    "Element 'Foo': This element is not expected. Expected is one of ( MsgId, ##other{urn:a}* ).",
    'Foo is not allowed here; expected MsgId or another element',
  ],
  ["Element 'Foo': This element is not expected. Expected is ( MsgId ).", 'Foo is not allowed here; expected MsgId'],
  ["Element 'Foo': This element is not expected.", 'Foo is not allowed here; nothing more is expected'],
  [
    "Element 'MsgInfo': Missing child element(s). Expected is one of ( Ack, Sender ).",
    'MsgInfo is not complete; Ack or Sender is missing',
  ],
  ["Element 'A': The attribute 'V' is required but missing.", 'A lacks the attribute V'],
  ["Element 'A', attribute 'x': The attribute 'x' is not allowed.", 'A/@x may not have the attribute x'],
  [
    "Element 'GenDate': 'yesterday' is not a valid value of the atomic type 'xs:dateTime'.",
    'GenDate has the value "yesterday", which is not a date with a time',
  ],
  [
    "Element 'A', attribute 'V': '1.1.51' is not a valid value of the local union type.",
    'A/@V has the value "1.1.51", which is not a date or time such as 2026-11-20T14:30:00',
  ],
  [
    "Element 'A': [facet 'enumeration'] The value 'z' is not an element of the set {'x', 'y'}.",
    'A has the value "z"; allowed are x, y',
  ],
  [
    "Element 'A': [facet 'pattern'] The value 'z' is not accepted by the pattern '[0-9]+'.",
    'A has the value "z", which does not have the form [0-9]+',
  ],
  [
    "Element 'A': [facet 'maxLength'] The value 'abcd' has a length of '4'; this exceeds the allowed maximum length of '3'.",
    'A is 4 characters long; at most 3 are allowed',
  ],
  [
    "Element 'MIGversion': The actual value 'v1' does not match the fixed value constraint 'v2'.",
    'MIGversion has the value "v1" but must be "v2"',
  ],
  [
    "Element 'Sender': Character content other than whitespace is not allowed because the content type is 'element-only'.",
    'Sender may hold elements only, not text',
  ],
  ["Element 'A': Something that libxml2 says one day.", 'A: Something that libxml2 says one day.'],
  ['3 more findings are not listed', '3 more findings are not listed'],
])('%s is said in plain English', (raw, plain) => {
  expect(describeSchemaFinding(raw).en.message).toBe(plain);
});

test('no identity number gets into a text, in one piece or two', () => {
  expect(
    describeSchemaFinding("Element 'DateOfBirth': '14835140238' is not a valid value of the atomic type 'xs:date'.").en
      .message,
  ).toBe('DateOfBirth has the value "***********", which is not a date');
  expect(maskIdentityNumbers('148351 40238 and 148351-40238, not 123456789012')).toBe(
    '*********** and ***********, not 123456789012',
  );
});

test('a long value is cut', () => {
  const { en } = describeSchemaFinding(
    `Element 'A': '${'x'.repeat(500)}' is not a valid value of the atomic type 'xs:int'.`,
  );
  expect(en.message.length).toBeLessThan(120);
});

test('the text in Norwegian says the same, with how to mend it', () => {
  expect(
    describeSchemaFinding("Element 'MsgInfo': Missing child element(s). Expected is one of ( Ack, Sender )."),
  ).toEqual({
    en: {
      message: 'MsgInfo is not complete; Ack or Sender is missing',
      fix: 'Add Ack or Sender at the end of MsgInfo.',
    },
    nb: {
      message: 'MsgInfo er ikke komplett; Ack eller Sender mangler',
      fix: 'Legg til Ack eller Sender sist i MsgInfo.',
    },
  });
});

test('a list that libxml2 was cut off in, or that is very long, ends with another element', () => {
  const names = Array.from({ length: 30 }, (_, index) => `Name${index}`).join(', ');
  const text = `Element 'A': Missing child element(s). Expected is one of ( ${names}, {http://www.kith.no/xml…`;
  expect(describeSchemaFinding(text).en.message).toMatch(
    /^A is not complete; Name0 or .* or Name6 or another element is missing$/,
  );
});

test('every schema error of the official documents has a text and a way to mend it, in both languages', {
  timeout: 120_000,
}, (context) => {
  let count = 0;
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    if (verdict !== 'INVALID') continue;
    for (const { rule, message, fix, nb, path } of validate(bytes, { schemaOnly: true }).findings) {
      if (/not (are )?listed/.test(message)) continue;
      expect([rule, path.length > 0, fix?.length, nb.fix?.length], `${file}: ${message}`).toEqual([
        'schema',
        true,
        expect.any(Number),
        expect.any(Number),
      ]);
      expect(nb.message, file).not.toBe(message);
      count++;
    }
  }
  expect(count).toBeGreaterThan(100);
});
