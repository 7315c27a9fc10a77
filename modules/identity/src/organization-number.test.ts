import { expect, test } from 'vitest';
import { OrganizationNumberInvalid, parseOrganizationNumber } from './organization-number.ts';

test.each(['310000019', '994598759', '983658776'])('%s has the right check digit', (number) => {
  expect(parseOrganizationNumber(number)).toBe(number);
});

test.each(['310000010', '31000001', '3100000190', '31000001x', ' 310000019', '310000019\n', '', 310_000_019, null])(
  '%j is not an organisation number',
  (value) => {
    expect(() => parseOrganizationNumber(value)).toThrow(OrganizationNumberInvalid);
  },
);

test('every single wrong digit is noticed', () => {
  for (const position of Array(9).keys()) {
    for (const digit of '0123456789') {
      const changed = `${'310000019'.slice(0, position)}${digit}${'310000019'.slice(position + 1)}`;
      if (changed === '310000019') continue;
      expect(() => parseOrganizationNumber(changed)).toThrow(OrganizationNumberInvalid);
    }
  }
});
