import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigInvalid, loadConfig } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'samband-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function faultsOf(environment: Record<string, string>) {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.faults;
    throw error;
  }
  return [];
}

function writeSecret(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('what is left out', () => {
  test('gets its default, so that nothing has to be configured', () => {
    const config = loadConfig({ PATH: '/bin' });

    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8080, bodyLimitBytes: 1_048_576, trustProxy: [] });
    expect(config.demo).toEqual({ enabled: true, messagesPerMinute: 12 });
    expect(config.database).toStrictEqual({ poolMax: 10, statementTimeoutMs: 30_000 });
    expect(config.identity).toStrictEqual({ signingKeyPeriodDays: 90, testPersons: true });
    expect(config.telemetry).toStrictEqual({});
  });

  test('a blank variable counts as left out', () => {
    expect(loadConfig({ SAMBAND_HTTP_PORT: ' ', SAMBAND_DATABASE_URL: '' }).http.port).toBe(8080);
  });

  test('the public URL follows the port', () => {
    expect(loadConfig({ SAMBAND_HTTP_PORT: '9090' }).http.publicUrl).toBe('http://localhost:9090');
  });

  test('with an identity provider outside there is no demonstration, since its clients are not known there', () => {
    const outside = loadConfig({ SAMBAND_IDENTITY_ISSUER: 'https://helseid-sts.test.nhn.no' });
    expect(outside.identity.issuer).toBe('https://helseid-sts.test.nhn.no');
    expect(outside.demo.enabled).toBe(false);
  });

  test('an own database stays empty unless the demonstration is asked for', () => {
    const database = { SAMBAND_DATABASE_URL: 'postgresql://samband@db.example.org/samband' };
    expect(loadConfig(database).demo.enabled).toBe(false);
    expect(loadConfig({ ...database, SAMBAND_DEMO: 'on' }).demo.enabled).toBe(true);
    expect(loadConfig(database).identity.testPersons).toBe(false);
    expect(loadConfig({ ...database, SAMBAND_DEMO: 'on' }).identity.testPersons).toBe(true);
    expect(loadConfig({ SAMBAND_IDENTITY_TEST_PERSONS: 'off' }).identity.testPersons).toBe(false);
  });

  test('no two configurations share a default', () => {
    loadConfig({}).http.trustProxy.push('10.0.0.1');

    expect(loadConfig({}).http.trustProxy).toStrictEqual([]);
  });
});

describe('what is given', () => {
  test('becomes the type that the setting has', () => {
    const config = loadConfig({
      SAMBAND_HTTP_PORT: '443',
      SAMBAND_HTTP_PUBLIC_URL: 'https://samband.example.org/',
      SAMBAND_HTTP_TRUST_PROXY: '10.0.0.0/8, ::1',
      SAMBAND_DEMO: 'off',
      SAMBAND_LOG_LEVEL: 'debug',
      SAMBAND_TELEMETRY_OTLP_ENDPOINT: 'http://localhost:4318',
    });

    expect(config.http).toMatchObject({
      port: 443,
      publicUrl: 'https://samband.example.org',
      trustProxy: ['10.0.0.0/8', '::1'],
    });
    expect(config.demo.enabled).toBe(false);
    expect(config.log.level).toBe('debug');
    expect(config.telemetry.endpoint).toBe('http://localhost:4318');
  });

  test('a relative data folder becomes absolute', () => {
    expect(loadConfig({ SAMBAND_DATA_FOLDER: 'some/where' }).dataFolder).toBe(resolve('some/where'));
  });

  test.each(['0', '-1', '80.5', '8 080', '0x50', '1e3', '65536', 'http', '9'.repeat(30)])(
    'a port of %j is a fault',
    (port) => {
      expect(faultsOf({ SAMBAND_HTTP_PORT: port })).toHaveLength(1);
    },
  );

  test('any text either becomes a port within its limits or is a fault', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const environment = { SAMBAND_HTTP_PORT: text };
        if (faultsOf(environment).length > 0) return;
        const { port } = loadConfig(environment).http;
        expect(Number.isInteger(port) && port >= 1 && port <= 65_535).toBe(true);
      }),
    );
  });

  test.each(['localhost', 'ftp://x', 'https://x/?a=1', 'https://'])('a public URL of %j is a fault', (url) => {
    expect(faultsOf({ SAMBAND_HTTP_PUBLIC_URL: url })).toHaveLength(1);
  });
});

describe('proxies', () => {
  test.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '10.0.0.0/8,::1'])('may be %s', (text) => {
    expect(loadConfig({ SAMBAND_HTTP_TRUST_PROXY: text }).http.trustProxy).toStrictEqual(text.split(','));
  });

  test.each(['10.0.0', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', 'proxy.example.org', '10.0.0.1,,', '*'])(
    'may not be %s',
    (text) => {
      expect(faultsOf({ SAMBAND_HTTP_TRUST_PROXY: text })).toHaveLength(1);
    },
  );
});

describe('faults', () => {
  test('are all listed at once, each with where, what and what to do', () => {
    const environment = { SAMBAND_HTTP_PORT: 'x', SAMBAND_DEMO: 'yes', SAMBAND_LOG_LEVEL: 'loud' };

    expect(() => loadConfig(environment)).toThrow(
      [
        'The configuration has 3 faults:',
        '  SAMBAND_HTTP_PORT is "x": give a whole number from 1 to 65535',
        '  SAMBAND_LOG_LEVEL is "loud": give one of fatal, error, warn, info, debug, trace, silent',
        '  SAMBAND_DEMO is "yes": give on or off',
      ].join('\n'),
    );
  });

  test('a name with a slip in it is one, with the name that was meant', () => {
    expect(faultsOf({ SAMBAND_HTPP_PORT: '1' })).toStrictEqual([
      { variable: 'SAMBAND_HTPP_PORT', problem: 'is not a setting', remedy: 'did you mean SAMBAND_HTTP_PORT?' },
    ]);
  });

  test('a name like none of ours is one, without a guess', () => {
    const [fault] = faultsOf({ SAMBAND_COFFEE_STRENGTH: '1' });

    expect(fault?.remedy).not.toContain('did you mean');
  });

  test('variables of the tests are nobody’s fault', () => {
    expect(faultsOf({ SAMBAND_TEST_DATABASE_URL: 'postgresql://localhost/x' })).toStrictEqual([]);
  });

  test('a secret that is wrong is not repeated', () => {
    const [fault] = faultsOf({ SAMBAND_DATABASE_URL: 'mysql://samband:hush@localhost/x' });

    expect(fault?.variable).toBe('SAMBAND_DATABASE_URL');
    expect(JSON.stringify(fault)).not.toContain('hush');
  });
});

describe('a secret in a file', () => {
  test('is read and loses the line end', () => {
    const file = writeSecret('url', 'postgresql://samband:hush@localhost/samband\n');

    expect(loadConfig({ SAMBAND_DATABASE_URL_FILE: file }).database.url).toBe(
      'postgresql://samband:hush@localhost/samband',
    );
  });

  test('may not be given a second time as a variable', () => {
    const file = writeSecret('twice', 'x'.repeat(40));
    const environment = { SAMBAND_IDENTITY_SECRET: 'y'.repeat(40), SAMBAND_IDENTITY_SECRET_FILE: file };

    expect(faultsOf(environment)).toMatchObject([
      { problem: 'is given twice, also as SAMBAND_IDENTITY_SECRET_FILE', remedy: 'keep one of them' },
    ]);
  });

  test('must be there', () => {
    expect(faultsOf({ SAMBAND_IDENTITY_SECRET_FILE: join(folder, 'absent') })).toMatchObject([
      { variable: 'SAMBAND_IDENTITY_SECRET_FILE', problem: expect.stringContaining('ENOENT') },
    ]);
  });

  test('must not be empty', () => {
    const file = writeSecret('empty', '\n');

    expect(faultsOf({ SAMBAND_IDENTITY_SECRET_FILE: file })).toMatchObject([
      { problem: expect.stringContaining('empty') },
    ]);
  });

  test('is not offered for what is no secret', () => {
    expect(faultsOf({ SAMBAND_HTTP_PORT_FILE: writeSecret('port', '1') })).toHaveLength(1);
  });
});
