import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CertificateAuthority,
  createCertificateAuthority,
  openCertificateAuthority,
} from '../authority/certificate-authority.ts';
import type { SigningKey } from '../signing-key.ts';
import { readCertificate } from './certificate.ts';
import type { RevocationPolicy } from './revocation/revocation-policy.ts';
import { type Answering, type RevocationServer, startRevocationServer } from './revocation-server-for-tests.ts';
import { createTrust, type TrustVerdict } from './trust.ts';
import { trustRecord } from './trust-record.ts';

const hourMs = 60 * 60 * 1000;
const start = new Date('2026-06-01T12:00:00Z');
const policies = ['2.999.1'];
let clock = start;
const now = () => clock;
const hours = (count: number) => new Date(start.getTime() + count * hourMs);

let server: RevocationServer;
let authority: CertificateAuthority;
let stranger: CertificateAuthority;
/** Names an OCSP responder and a list. */
let both: SigningKey;
/** Names a list only. */
let listed: SigningKey;
let listing: CertificateAuthority;
let without: SigningKey;
let anchors: Uint8Array[];

beforeAll(async () => {
  server = await startRevocationServer();
  const from = { notBefore: hours(-1_000), now, policies };
  const urls = { ocspUrls: [`${server.url}/ocsp`], crlUrls: ['ldap://127.0.0.1/list', `${server.url}/list`] };
  authority = await createCertificateAuthority({ name: 'Issuer' }, { ...from, ...urls });
  listing = await createCertificateAuthority({ name: 'Listing' }, { ...from, crlUrls: urls.crlUrls });
  stranger = await createCertificateAuthority({ name: 'Issuer' }, { ...from, ...urls });
  const silent = await createCertificateAuthority({ name: 'Silent' }, from);
  const issue = (by: CertificateAuthority) => by.issue({ name: 'Sykehus' }, 'sign', { notBefore: hours(-900) });
  [both, listed, without] = await Promise.all([issue(authority), issue(listing), issue(silent)]);
  anchors = [authority, listing, silent].map(({ certificate }) => certificate);
});

afterAll(() => server.close());

beforeEach(() => {
  clock = start;
  server.asked.length = 0;
  server.answers.clear();
});

function trustWith(revocation: Partial<RevocationPolicy> = {}) {
  const trust = createTrust({ anchors, policy: { policies, revocation }, now });
  return ({ certificate }: SigningKey, at = clock) => trust.check(certificate, { usage: 'sign', at });
}

const outcomesOf = (verdict: TrustVerdict) => verdict.revocation.map(({ outcome }) => outcome);
const failuresOf = (verdict: TrustVerdict) =>
  verdict.revocation.flatMap(({ failures }) => failures.map(({ failure }) => failure));
const day = () => ({ thisUpdate: clock, nextUpdate: new Date(clock.getTime() + 24 * hourMs) });
/** A background renewal is on its way: wait for the server to have been asked `count` times, and for the answer to be read. */
async function renewed(count: number) {
  await expect.poll(() => server.asked.length).toBe(count);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

/** An authority of the same key and name that has revoked nothing yet. */
function copyOf({ certificate, privateKey }: CertificateAuthority): CertificateAuthority {
  return openCertificateAuthority({ certificate, privateKey }, { now });
}

describe('a list', () => {
  test('that does not name the certificate makes it good; it is fetched once, and the evidence says from where', async () => {
    server.answers.set('/list', listing.writeCrl(day()));
    const check = trustWith();

    const [first] = await Promise.all([check(listed), check(listed), check(listed)]);
    expect(first).toMatchObject({
      trusted: true,
      revocation: [{ outcome: 'good', by: 'crl', url: `${server.url}/list`, failures: [], nextUpdate: hours(24) }],
    });
    await check(listed);
    expect(server.asked).toEqual(['/list']);
  });

  test.each([
    ['revoked before the time of the message', {}, 'revoked'],
    ['revoked after it: good then', { at: hours(1) }, 'revoked-later'],
    ['whose key was stolen: no time counts', { at: hours(1), reason: 'keyCompromise' as const }, 'revoked'],
    ['revoked after it, as everyday', { at: hours(1), reason: 'superseded' as const }, 'revoked-later'],
  ])('names one %s', async (_, revocation, outcome) => {
    const copy = copyOf(listing);
    copy.revoke(listed.certificate, { at: hours(-1), ...revocation });
    clock = hours(2);
    server.answers.set('/list', copy.writeCrl(day()));

    const verdict = await trustWith()(listed, start);
    expect(outcomesOf(verdict)).toEqual([outcome]);
    expect(verdict).toMatchObject(
      outcome === 'revoked'
        ? { trusted: false, reason: 'revoked' }
        : { trusted: true, revocation: [{ revokedAt: hours(1) }] },
    );
  });

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['of another with the same name', () => stranger.writeCrl(day()), 'about-another'],
    ['of another issuer', () => authority.writeCrl(day()), 'about-another'],
    ['that has run out', () => listing.writeCrl({ thisUpdate: hours(-48), nextUpdate: hours(-24) }), 'not-current'],
    ['of the future', () => listing.writeCrl({ thisUpdate: hours(1), nextUpdate: hours(24) }), 'not-current'],
    ['that is none', () => Buffer.from('<html>Moved</html>'), 'unreadable'],
    ['that was changed', () => changed(listing.writeCrl(day())), 'signature-wrong'],
    ['larger than a list may be', () => Buffer.alloc(200_000), 'too-large'],
  ])('%s is no answer', async (_, make, failure) => {
    server.answers.set('/list', await make());

    const verdict = await trustWith({ forgivenMs: 0, crlSizeMaxBytes: 100_000 })(listed);
    expect(verdict).toMatchObject({ trusted: false, reason: 'revocation-unanswered' });
    expect(failuresOf(verdict)).toEqual([failure]);
  });

  test('is renewed behind the callers before it runs out, and an older one does not bring a revoked certificate back', async () => {
    const copy = copyOf(listing);
    server.answers.set('/list', copy.writeCrl(day()));
    const check = trustWith();
    await check(listed);
    const older = copy.writeCrl(day());

    clock = hours(2);
    copy.revoke(listed.certificate);
    server.answers.set('/list', copy.writeCrl(day()));
    expect(outcomesOf(await check(listed))).toEqual(['good']);
    await renewed(2);
    expect(outcomesOf(await check(listed))).toEqual(['revoked']);

    clock = hours(4);
    server.answers.set('/list', older);
    await check(listed);
    await renewed(3);
    expect(outcomesOf(await check(listed))).toEqual(['revoked']);
  });
});

function changed(bytes: Buffer): Buffer {
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes;
}

describe('OCSP', () => {
  const answer = (options = {}, by = authority) =>
    server.answers.set('/ocsp', (body: Buffer) => by.answerOcsp(body, { at: clock, nextUpdate: hours(8), ...options }));

  test('is asked before the list, once for as long as the answer holds', async () => {
    answer();
    const check = trustWith();

    await expect(check(both)).resolves.toMatchObject({
      trusted: true,
      revocation: [{ outcome: 'good', by: 'ocsp', thisUpdate: start, nextUpdate: hours(8) }],
    });
    await check(both);
    expect(server.asked).toEqual(['/ocsp']);
  });

  test('may be answered by whom the issuer named, and by nobody else', async () => {
    const responder = await authority.issueOcspResponder({ notBefore: hours(-1) });
    const ofPast = await authority.issueOcspResponder({ notBefore: hours(-100), notAfter: hours(-1) });
    const ofStranger = await stranger.issueOcspResponder({ notBefore: hours(-1) });
    const outcomeWith = async (signer: SigningKey) => {
      answer({ responder: signer });
      return failuresOf(await trustWith({ forgivenMs: 0 })(both))[0] ?? 'good';
    };

    expect(await outcomeWith(responder)).toBe('good');
    expect(await outcomeWith(ofPast)).toBe('not-authorised');
    expect(await outcomeWith(ofStranger)).toBe('not-authorised');
    // An enterprise certificate of the same issuer.
    expect(await outcomeWith(both)).toBe('not-authorised');
  });

  test('that says revoked is believed at the time of the message', async () => {
    const copy = copyOf(authority);
    copy.revoke(both.certificate, { at: hours(-1), reason: 'cessationOfOperation' });
    answer({}, copy);

    await expect(trustWith()(both)).resolves.toMatchObject({
      reason: 'revoked',
      about: { serialNumber: readCertificate(both.certificate).serialNumber },
      revocation: [{ by: 'ocsp', revokedAt: hours(-1), reason: 'cessationOfOperation' }],
    });
    expect(outcomesOf(await trustWith()(both, hours(-2)))).toEqual(['revoked-later']);
  });

  test('that does not know the certificate refuses it, whatever is not in a list', async () => {
    server.answers.set('/list', authority.writeCrl(day()));
    answer({ unknown: [readCertificate(both.certificate).serialNumber] });

    await expect(trustWith()(both)).resolves.toMatchObject({ trusted: false, reason: 'unknown-to-issuer' });
    expect(server.asked).toEqual(['/ocsp']);
  });

  test('that has forgotten a certificate whose time is over lets the policy decide', async () => {
    const ended = await authority.issue({ name: 'Sykehus' }, 'sign', { notBefore: hours(-900), notAfter: hours(-2) });
    answer({ unknown: [readCertificate(ended.certificate).serialNumber] });

    await expect(trustWith()(ended, hours(-3))).resolves.toMatchObject({
      trusted: true,
      revocation: [{ outcome: 'forgiven', failures: [{ failure: 'no-longer-known' }, {}] }],
    });
    await expect(trustWith({ forgivenMs: 0 })(ended, hours(-3))).resolves.toMatchObject({
      reason: 'revocation-unanswered',
    });
  });

  test.each<[string, () => unknown, string]>([
    ['with the nonce of another request', () => answer({ nonce: Buffer.alloc(16, 1) }), 'nonce-wrong'],
    ['of another with the same name', () => answer({}, stranger), 'signature-wrong'],
    ['that has run out', () => answer({ at: hours(-9), nextUpdate: hours(-1) }), 'not-current'],
    [
      'that does not say how long it holds, and is old',
      () => answer({ at: hours(-2), nextUpdate: undefined }),
      'not-current',
    ],
    ['that declines', () => server.answers.set('/ocsp', Buffer.from('30030a0103', 'hex')), 'declined'],
    ['that is none', () => server.answers.set('/ocsp', Buffer.from('none')), 'unreadable'],
    ['about another certificate', () => answerAbout(listed), 'about-another'],
    ['that breaks off', () => server.answers.set('/ocsp', breaksOff), 'unreachable'],
    ['that does not come', () => server.answers.set('/ocsp', neverComes), 'timed-out'],
    ['that does not end', () => server.answers.set('/ocsp', neverEnds), 'too-large'],
    ['that leads elsewhere', () => server.answers.set('/ocsp', redirects), 'http-status'],
  ])('an answer %s is none: the list is asked instead', async (_, arrange, failure) => {
    server.answers.set('/list', authority.writeCrl(day()));
    arrange();

    const verdict = await trustWith({ ocspTimeoutMs: 300 })(both);
    expect(verdict).toMatchObject({ trusted: true, revocation: [{ outcome: 'good', by: 'crl' }] });
    expect(failuresOf(verdict)).toEqual([failure]);
    expect(server.asked).toEqual(['/ocsp', '/list']);
  });

  test('an answer without a nonce counts, as responders that sign beforehand give it', async () => {
    answer({ nonce: null });

    expect(outcomesOf(await trustWith()(both))).toEqual(['good']);
  });

  function answerAbout({ certificate }: SigningKey) {
    const asked = Buffer.from(readCertificate(both.certificate).serialNumber, 'hex');
    const instead = Buffer.from(readCertificate(certificate).serialNumber, 'hex');
    answer();
    server.answers.set('/ocsp', (body: Buffer) => {
      instead.copy(body, body.indexOf(asked));
      return authority.answerOcsp(body, { at: clock, nextUpdate: hours(8) });
    });
  }
});

const breaksOff: Answering = (_, response) => void response.destroy();

const neverComes: Answering = () => undefined;

const neverEnds: Answering = (_, response) => {
  const piece = Buffer.alloc(64 * 1024);
  const write = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', write);
  write();
  return undefined;
};

const redirects: Answering = (_, response) =>
  void response.writeHead(302, { location: `${server.url}/elsewhere` }).end();

describe('when nobody can be asked', () => {
  test('the last good answer is forgiven for a while after its end, and then no longer', async () => {
    server.answers.set('/list', listing.writeCrl(day()));
    const check = trustWith({ forgivenMs: 6 * hourMs });
    await check(listed);
    server.answers.delete('/list');

    clock = hours(23);
    expect(outcomesOf(await check(listed))).toEqual(['good']);
    clock = hours(29);
    await expect(check(listed)).resolves.toMatchObject({
      trusted: true,
      revocation: [{ outcome: 'forgiven', forgivenUntil: hours(30), lastGood: { by: 'crl', nextUpdate: hours(24) } }],
    });
    clock = hours(30);
    await expect(check(listed)).resolves.toMatchObject({
      trusted: false,
      reason: 'revocation-unanswered',
      revocation: [{ outcome: 'unanswered', since: hours(24), failures: [{ failure: 'unreachable' }] }],
    });

    server.answers.set('/list', listing.writeCrl(day()));
    clock = hours(31);
    expect(outcomesOf(await check(listed))).toEqual(['good']);
  });

  test('one that was never answered is forgiven from the first attempt on, which is not repeated for every message', async () => {
    const check = trustWith();
    const verdicts = [await check(both), await check(both), await check(both)];

    expect(verdicts.map(outcomesOf)).toEqual([['forgiven'], ['forgiven'], ['forgiven']]);
    expect(server.asked).toEqual(['/ocsp', '/list']);
    clock = hours(24);
    await expect(check(both)).resolves.toMatchObject({ reason: 'revocation-unanswered' });
  });

  test('what was revoked stays revoked', async () => {
    const copy = copyOf(listing);
    copy.revoke(listed.certificate);
    server.answers.set('/list', copy.writeCrl(day()));
    const check = trustWith();
    await check(listed);
    server.answers.delete('/list');
    clock = hours(30);

    await expect(check(listed)).resolves.toMatchObject({ trusted: false, reason: 'revoked' });
  });

  test('a certificate that does not say where to ask is refused, unless the policy trusts it', async () => {
    await expect(trustWith()(without)).resolves.toMatchObject({ reason: 'revocation-unanswered' });
    await expect(trustWith({ withoutSource: 'trusted' })(without)).resolves.toMatchObject({
      trusted: true,
      revocation: [{ outcome: 'without-source' }],
    });
  });
});

test('no address in a certificate is called before an anchor vouches for it', async () => {
  const forged = await stranger.issue({ name: 'Sykehus' }, 'sign', { notBefore: hours(-900) });
  const wrongUse = await authority.issue({ name: 'Sykehus' }, 'encrypt', { notBefore: hours(-900) });

  expect((await trustWith()(forged)).trusted).toBe(false);
  expect((await trustWith()(wrongUse)).trusted).toBe(false);
  expect(server.asked).toEqual([]);
});

test('a verdict can be kept as plain text: who was asked, what was said, and why it counts', async () => {
  const { thumbprint } = readCertificate(both.certificate);
  const record = async () => JSON.parse(JSON.stringify(trustRecord(await trustWith()(both)))) as unknown;

  expect(await record()).toEqual({
    trusted: true,
    chain: [thumbprint, readCertificate(authority.certificate).thumbprint],
    revocation: [
      {
        certificate: thumbprint,
        outcome: 'forgiven',
        forgivenUntil: hours(24).toISOString(),
        failures: [
          { url: `${server.url}/ocsp`, failure: 'unreachable' },
          { url: `${server.url}/list`, failure: 'unreachable' },
        ],
      },
    ],
  });
  clock = hours(10_000_000);
  expect(await record()).toEqual({ trusted: false, reason: 'expired', about: thumbprint, chain: [], revocation: [] });
});

test('an issuer that repeats an answer near its end is not asked for every message', async () => {
  server.answers.set(
    '/list',
    listing.writeCrl({ thisUpdate: hours(-1), nextUpdate: new Date(start.getTime() + 10_000) }),
  );
  const check = trustWith();
  await check(listed);
  for (const seconds of [6, 8, 9, 11, 12]) {
    clock = new Date(start.getTime() + seconds * 1_000);
    await check(listed);
  }

  expect(server.asked).toEqual(['/list']);
});
