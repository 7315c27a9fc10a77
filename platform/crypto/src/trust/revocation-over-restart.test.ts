import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../authority/certificate-authority.ts';
import type { SigningKey } from '../signing-key.ts';
import { revocationFolder } from './revocation/revocation-folder.ts';
import { type RevocationServer, startRevocationServer } from './revocation-server-for-tests.ts';
import { createTrust } from './trust.ts';

const hourMs = 60 * 60 * 1000;
const start = new Date('2026-06-01T12:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * hourMs);
const policies = ['2.999.1'];
const failures: unknown[] = [];
let clock = start;
let server: RevocationServer;
let byList: CertificateAuthority;
let byOcsp: CertificateAuthority;
let listed: SigningKey;
let asked: SigningKey;
let folder: string;

beforeAll(async () => {
  server = await startRevocationServer();
  const from = { notBefore: hours(-1_000), now: () => clock, policies };
  byList = await createCertificateAuthority({ name: 'Listing' }, { ...from, crlUrls: [`${server.url}/list`] });
  byOcsp = await createCertificateAuthority({ name: 'Answering' }, { ...from, ocspUrls: [`${server.url}/ocsp`] });
  listed = await byList.issue({ name: 'Sykehus' }, 'sign', { notBefore: hours(-900) });
  asked = await byOcsp.issue({ name: 'Sykehus' }, 'sign', { notBefore: hours(-900) });
});

beforeEach(async () => {
  clock = start;
  failures.length = 0;
  folder = await mkdtemp(join(tmpdir(), 'samband-revocation-'));
  server.answers.set('/list', byList.writeCrl({ thisUpdate: start, nextUpdate: hours(6) }));
  server.answers.set('/ocsp', (request) => byOcsp.answerOcsp(request, { at: start, nextUpdate: hours(6) }));
  return () => rm(folder, { recursive: true, force: true });
});

afterAll(() => server.close());

/** A process that starts: it remembers what lies in the folder, and nothing else. */
function started(sizeMaxBytes?: number) {
  const trust = createTrust({
    anchors: [byList.certificate, byOcsp.certificate],
    policy: { policies },
    cache: revocationFolder(folder, {
      onFailure: (error) => failures.push(error),
      ...(sizeMaxBytes !== undefined && { sizeMaxBytes }),
    }),
    now: () => clock,
  });
  return async ({ certificate }: SigningKey) => {
    const verdict = await trust.check(certificate, { usage: 'sign', at: start });
    return verdict.revocation[0];
  };
}

const filesKept = async () => (await readdir(folder)).filter((name) => !name.endsWith('.new'));
const kept = (count: number) => expect.poll(filesKept).toHaveLength(count);

test.each([
  ['a list', () => listed, 'crl'],
  ['an answer with our nonce', () => asked, 'ocsp'],
] as const)(
  '%s serves the next process while its issuer is away, until its end and no day longer',
  async (_, of, by) => {
    await started()(of());
    await kept(1);
    server.answers.clear();

    clock = hours(5);
    expect(await started()(of())).toMatchObject({ outcome: 'good', by, nextUpdate: hours(6) });
    clock = hours(7);
    expect(await started()(of())).toMatchObject({ outcome: 'forgiven', forgivenUntil: hours(30), lastGood: { by } });
    clock = hours(31);
    expect(await started()(of())).toMatchObject({ outcome: 'unanswered', since: hours(6) });
    expect(failures).toEqual([]);
  },
);

test('what was revoked stays revoked over a start, whatever has run out', async () => {
  const revoked = await byList.issue({ name: 'Sykehus' }, 'sign', { notBefore: hours(-900) });
  byList.revoke(revoked.certificate, { at: hours(-1) });
  server.answers.set('/list', byList.writeCrl({ thisUpdate: start, nextUpdate: hours(6) }));
  await started()(revoked);
  await kept(1);
  server.answers.clear();
  clock = hours(100);

  expect(await started()(revoked)).toMatchObject({ outcome: 'revoked' });
});

test('a file that somebody changed is believed no more than a stranger', async () => {
  await started()(listed);
  await kept(1);
  const [name = ''] = await filesKept();
  const bytes = await readFile(join(folder, name));
  bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
  await writeFile(join(folder, name), bytes);
  server.answers.clear();

  expect(await started()(listed)).toMatchObject({ outcome: 'forgiven', forgivenUntil: hours(24) });
});

test('the folder keeps to its size: what was written longest ago gives way', async () => {
  const check = started(4096);
  await check(listed);
  await kept(1);
  const before = await filesKept();
  await check(asked);

  await expect.poll(filesKept).not.toEqual(before);
  await kept(1);
});

test('a disk that fails is told of, and the issuer is asked as if there were none', async () => {
  await writeFile(join(folder, 'file'), '');
  folder = join(folder, 'file');

  expect(await started()(listed)).toMatchObject({ outcome: 'good' });
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  folder = join(folder, '..');
});
