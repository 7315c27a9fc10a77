import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  certificateToPem,
  createCertificateAuthority,
  createKeyStore,
  keyFolder,
  keysInPkcs12,
  readCertificate,
} from '@samband/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { records, run } from '../test-run.ts';

const password = 'blåbær og fløte';
const secret = 'a secret of the test, long enough';
const isOpensslThere = spawnSync('openssl', ['version']).status === 0;
let cwd: string;
let thumbprint: string;
const keys = (...argv: string[]) => run(['keys', ...argv, '--data', 'data'], { cwd });

/** As an issuer hands it out. */
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'samband-cli-keys-'));
  await mkdir(join(cwd, 'data'));
  const authority = await createCertificateAuthority(
    { name: 'Test', commonName: 'Test CA' },
    { policies: ['2.999.1'] },
  );
  const owner = { name: 'Trollvik legekontor', organizationNumber: '100000004' };
  const notAfter = new Date(Date.now() + 10.5 * 24 * 60 * 60 * 1_000);
  const { privateKey, certificate } = await authority.issue(owner, 'sign', { notAfter });
  ({ thumbprint } = readCertificate(certificate));
  await writeFile(join(cwd, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await writeFile(join(cwd, 'certificate.pem'), certificateToPem(certificate));
  await writeFile(join(cwd, 'password.txt'), `${password}\n`);
  const argv = ['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'certificate.pem', '-out', 'office.p12'];
  if (isOpensslThere) execFileSync('openssl', [...argv, '-passout', 'file:password.txt'], { cwd });
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

test.skipIf(!isOpensslThere)(
  'a key is given to the server, listed when it has sealed it, and removed only with a yes',
  async () => {
    const given = await keys('import', 'office.p12', '--password-file', 'password.txt');
    const fresh = join(cwd, 'data/keys/new');
    const waiting = await keys('list');

    expect(given).toMatchObject({ exitCode: 0, stderr: '' });
    expect(given.stdout).toMatch(/100000004 +signing .* 10 days left, no successor .*Trollvik legekontor/);
    expect((await readdir(fresh)).sort()).toEqual([`${thumbprint}.p12`, `${thumbprint}.password`]);
    expect((await stat(join(fresh, `${thumbprint}.password`))).mode & 0o777).toBe(0o600);
    expect(waiting.stdout).toMatch(/^No key is kept in .*\nWaiting for the server to need them: [0-9A-F]{40}\.p12\n$/);

    // What the server does with it.
    const store = createKeyStore({ storage: keyFolder(join(cwd, 'data/keys')), masterKeys: [secret] });
    const laid = (await readFile(join(fresh, `${thumbprint}.password`), 'utf8')).replace(/\n$/, '');
    for (const key of keysInPkcs12(await readFile(join(fresh, `${thumbprint}.p12`)), laid)) await store.add(key);
    await rm(fresh, { recursive: true });
    expect(await keys('list')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/another secret.*\n.*_SECRET/),
    });
    await writeFile(join(cwd, 'data/party-keys.secret'), `${secret}\n`);
    const [listed] = records(await keys('list', '--json'));

    expect(listed).toMatchObject({
      keys: [{ thumbprint, organizationNumber: '100000004', daysLeft: 10, uses: ['signing'], urgency: 'plan' }],
      waiting: [],
    });
    expect(await keys('remove', thumbprint)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') });
    expect(await store.list()).toHaveLength(1);
    expect(await keys('remove', thumbprint.toLowerCase(), '--yes')).toMatchObject({ exitCode: 0 });
    expect(await store.list()).toEqual([]);
  },
);

test.skipIf(!isOpensslThere).each([
  [['import', 'office.p12', '--password-file', 'key.pem'], /office\.p12 cannot be opened with that password.*\nCheck/],
  [['import', 'key.pem', '--password-file', 'password.txt'], /key\.pem is no PKCS#12 file\.\n/],
  [['import', 'office.p12'], /Nobody can be asked .*\n.*--password-file/],
  [['import', 'nowhere.p12'], /nowhere\.p12 cannot be read: there is no such file/],
  [['remove', 'AB12', '--yes'], /No key AB12 is kept in .*\nsamband keys list/],
])('what cannot be done is told with what to do, and nothing is laid down: %j', async (argv, words) => {
  await rm(join(cwd, 'data/keys/new'), { recursive: true, force: true });

  const { exitCode, stderr } = await keys(...argv);

  expect(stderr).toMatch(words);
  expect(exitCode).toBe(2);
  await expect(readdir(join(cwd, 'data/keys/new'))).rejects.toThrow('ENOENT');
});
