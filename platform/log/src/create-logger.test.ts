import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogger, IDENTITY_NUMBER_MASK, isIdentityNumber, type LogFormat, maskIdentityNumbers } from './index.ts';
import { scrubLine } from './scrub.ts';
import { syntheticIdentityNumber } from './synthetic-identity-number.ts';

function openLog(format: LogFormat = 'json') {
  const lines: string[] = [];
  const log = createLogger({ level: 'trace', format, destination: { write: (line) => lines.push(line) } });
  return { log, text: () => lines.join(''), line: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

describe('a line', () => {
  test('is one line of JSON with time, level, facts and words', () => {
    const { log, text, line } = openLog();

    log.info({ messageId: 'abc', sizeBytes: 8_512 }, 'message accepted');

    expect(text().split('\n')).toHaveLength(2);
    expect(line()).toStrictEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      messageId: 'abc',
      sizeBytes: 8_512,
      msg: 'message accepted',
    });
  });

  test('is left out below the level', () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'warn', destination: { write: (line) => lines.push(line) } });

    log.info('quiet');
    log.warn('loud');

    expect(lines).toHaveLength(1);
  });

  test('for people is one line of words', () => {
    const { log, text } = openLog('text');

    log.info({ messageId: 'abc', ids: { id: 1 }, said: 'two words' }, 'message accepted');

    expect(text()).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} info {2}message accepted messageId=abc ids=\{"id":1\} said="two words"\n$/,
    );
  });

  test('for people has the stack of a failure below it', () => {
    const { log, text } = openLog('text');

    log.error({ err: new Error('broken') }, 'unexpected failure');

    expect(text()).toMatch(/error unexpected failure\nError: broken\n {4}at /);
  });
});

describe('an identity number', () => {
  /** Each way in which a number gets into a line. */
  const ways: [string, (log: ReturnType<typeof createLogger>, number: string) => void][] = [
    ['in the words', (log, number) => log.info(`patient ${number} found`)],
    ['as a format argument', (log, number) => log.info('patient %s found', number)],
    ['in a field', (log, number) => log.info({ patient: number })],
    ['in a deep field', (log, number) => log.info({ a: [{ b: { c: [`id=${number};`] } }] })],
    ['as a field name', (log, number) => log.info({ seen: { [number]: true } })],
    ['as a number', (log, number) => log.info({ patient: Number(number), list: [Number(number)] })],
    ['as a bigint', (log, number) => log.info({ patient: BigInt(number) })],
    ['in the message of an error', (log, number) => log.error(new Error(`no ${number}`))],
    ['in a cause', (log, number) => log.error(new Error('no', { cause: new Error(number) }))],
    ['in a property of an error', (log, number) => log.error(Object.assign(new Error('no'), { detail: number }))],
    ['in what the logger is bound to', (log, number) => log.child({ patient: number }).info('x')],
    ['from toJSON', (log, number) => log.info({ patient: { toJSON: () => ({ id: number }) } })],
    ['parted by a space', (log, number) => log.info(`${number.slice(0, 6)} ${number.slice(6)}`)],
    ['parted by a hyphen', (log, number) => log.info({ patient: `${number.slice(0, 6)}-${number.slice(6)}` })],
    ['parted by a tab', (log, number) => log.info(`${number.slice(0, 6)}\t${number.slice(6)}`)],
    ['parted by a no-break space', (log, number) => log.info(`${number.slice(0, 6)}\u00a0${number.slice(6)}`)],
    ['in a URL', (log, number) => log.info(`/patients/${number}?name=%20${number}`)],
    ['in XML', (log, number) => log.info(`<Id V="${number}"/>`)],
    ['after an OID', (log, number) => log.info(`2.16.578.1.12.4.1.4.1.${number}`)],
    ['between letters', (log, number) => log.info(`id${number}x`)],
    ['after a control character', (log, number) => log.info(`\u0001${number}`)],
    ['after a line break', (log, number) => log.info(`a\n${number}`)],
    ['in JSON within a text', (log, number) => log.info(JSON.stringify({ patient: number }))],
  ];

  test.each(ways)('does not leave %s', (_way, write) => {
    fc.assert(
      fc.property(syntheticIdentityNumber(), fc.constantFrom<LogFormat>('json', 'text'), (number, format) => {
        const { log, text } = openLog(format);
        write(log, number);

        const digits = text().replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|^\d\d:\d\d:\d\d\.\d{3}/g, '');
        return (
          (format === 'text' || text().includes(IDENTITY_NUMBER_MASK)) &&
          !digits.includes(number) &&
          !digits.includes(String(Number(number))) &&
          !digits.replaceAll(/[^\d]/g, '').includes(number)
        );
      }),
      { numRuns: 50 },
    );
  });

  test('does not leave in any text around it that is not more digits', () => {
    const around = fc.string({ unit: 'grapheme' }).filter((text) => !/\d/.test(text));
    fc.assert(
      fc.property(syntheticIdentityNumber(), around, around, (number, before, after) => {
        const { log, text, line } = openLog();
        log.info({ value: `${before}${number}${after}` });
        return !text().includes(number) && line()['value'] === `${before}${IDENTITY_NUMBER_MASK}${after}`;
      }),
    );
  });
});

describe('what is no identity number', () => {
  test('of eleven digits stays, as text and as number', () => {
    const elevenDigits = fc
      .integer({ min: 10_000_000_000, max: 99_999_999_999 })
      .filter((number) => !isIdentityNumber(String(number)));
    fc.assert(
      fc.property(elevenDigits, (number) => {
        const { log, line } = openLog();
        log.info({ number, text: `no. ${number}` });
        return line()['number'] === number && line()['text'] === `no. ${number}`;
      }),
    );
  });

  test('stays when it is part of a longer row of digits', () => {
    fc.assert(fc.property(syntheticIdentityNumber(), (number) => maskIdentityNumbers(`9${number}`) === `9${number}`));
  });

  test('stays when it is part of an id that a machine made', () => {
    fc.assert(
      fc.property(syntheticIdentityNumber(), (number) => {
        const uuid = `0198c5c2-6c1e-7d7a-a6c4-a${number}`;
        const traceId = `4bf92f3577b34da6a3ce9${number}`;
        return maskIdentityNumbers(uuid) === uuid && maskIdentityNumbers(traceId) === traceId;
      }),
    );
  });

  test.each([
    { organizationNumber: '999999999', herId: 8_093_239, durationMs: 12.345678 },
    { at: 1_764_000_000_123, sizeBytes: 52_428_800, uuid: '0198c5c2-6c1e-7d7a-a6c4-3f1d0c4f5a10' },
  ])('such as %o stays', (facts) => {
    const { log, line } = openLog();
    log.info(facts);

    expect(line()).toMatchObject(facts);
  });
});

describe('a secret', () => {
  test.each([
    'authorization',
    'Authorization',
    'DPoP',
    'set-cookie',
    'client_assertion',
    'clientAssertion',
    'access_token',
    'password',
    'privateJwk',
    'd',
    'businessDocument',
    'body',
  ])('does not leave in a field called %s, at any depth', (name) => {
    const { log, text } = openLog();

    log.info({ [name]: 'hush', deep: [{ deeper: { [name]: { still: 'hush' } } }] });

    expect(text()).not.toContain('hush');
    expect(text().match(/\[redacted\]/g)).toHaveLength(2);
  });

  test('does not leave as a token or the password of a URL, wherever it stands', () => {
    const token = ['eyJhbGciOiJFUzI1NiJ9', 'eyJzdWIiOiJhIn0', 'c2lnbmF0dXJl'].join('.');
    const { log, text } = openLog();

    log.info({ note: `Bearer ${token}` }, `at postgresql://samband:hush@localhost/x with ${token}`);

    expect(text()).not.toContain('hush');
    expect(text()).not.toContain(token);
    expect(text()).toContain('postgresql://samband:[password]@localhost/x');
  });

  test('is not told from a word that only resembles it', () => {
    const { log, line } = openLog();
    log.info({ bodyBytes: 12, tokenType: 'DPoP', id: 'd' });

    expect(line()).toMatchObject({ bodyBytes: 12, tokenType: 'DPoP', id: 'd' });
  });
});

test('a line that cannot be read again for scrubbing does not leave', () => {
  expect(scrubLine('{"password":"hush"')).not.toContain('hush');
});
