import { expect, test } from 'vitest';
import { describeSchemaFinding, maskIdentityNumbers } from './finding-text.ts';

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
    'GenDate has the value "yesterday", which is not a dateTime',
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
  expect(describeSchemaFinding(raw)).toBe(plain);
});

test('no identity number gets into a text, in one piece or two', () => {
  expect(
    describeSchemaFinding("Element 'DateOfBirth': '14835140238' is not a valid value of the atomic type 'xs:date'."),
  ).toBe('DateOfBirth has the value "***********", which is not a date');
  expect(maskIdentityNumbers('148351 40238 and 148351-40238, not 123456789012')).toBe(
    '*********** and ***********, not 123456789012',
  );
});

test('a long value is cut', () => {
  const text = describeSchemaFinding(
    `Element 'A': '${'x'.repeat(500)}' is not a valid value of the atomic type 'xs:int'.`,
  );
  expect(text.length).toBeLessThan(120);
});
