import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opensslPeer } from '../cms/openssl-for-tests.ts';
import { opensslChains, rsa2048 } from './openssl-chains-for-tests.ts';
import { createTrust, type TrustQuestion } from './trust.ts';

const peer = opensslPeer();
const policy = '2.999.1';
const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
const keyIds = ['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'];
const sub = [...authority, ...keyIds, 'certificatePolicies=2.5.29.32.0'];
const signing = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,nonRepudiation',
  `certificatePolicies=${policy}`,
];
const enterprise = '/C=NO/O=Sykehuset/organizationIdentifier=NTRNO-900001002/CN=Sykehuset';
const at = new Date('2026-06-01T00:00:00Z');

describe.skipIf(!peer)('chains that OpenSSL made', () => {
  const der: Record<string, Uint8Array> = {};

  beforeAll(() => {
    if (!peer) return;
    const { make } = opensslChains(peer);
    const of = (name: string, issuer: string, extensions: string[], more = {}) => {
      der[name] = make({ name, issuer, extensions, ...more });
    };
    const leaf = (name: string, issuer: string, extensions = [...signing, ...keyIds], more = {}) =>
      of(name, issuer, extensions, { subject: enterprise, keyOf: 'hospital', ...more });
    const rsa = { key: rsa2048 };

    of('root', 'root', [...authority, 'subjectKeyIdentifier=hash'], rsa);
    of('sub', 'root', sub, rsa);
    leaf('good', 'sub', undefined, rsa);
    leaf('pss', 'sub', undefined, { sign: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'] });
    leaf('sha1', 'sub', undefined, { sign: ['-md', 'sha1'] });
    leaf('short-key', 'sub', undefined, {
      keyOf: 'short-key',
      key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
    });
    leaf('of-past', 'sub', undefined, { days: ['20250101000000Z', '20260101000000Z'] });
    leaf('of-future', 'sub', undefined, { days: ['20270101000000Z', '20280101000000Z'] });
    leaf('constrained', 'sub', [...signing, ...keyIds, 'nameConstraints=critical,permitted;DNS:example.no']);
    leaf('for-time-stamps', 'sub', [...signing, ...keyIds, 'extendedKeyUsage=critical,timeStamping']);
    leaf('other-policy', 'sub', ['keyUsage=critical,nonRepudiation', 'certificatePolicies=2.999.10', ...keyIds]);
    leaf('for-encryption', 'sub', ['keyUsage=critical,keyEncipherment', `certificatePolicies=${policy}`, ...keyIds]);
    leaf('without-usage', 'sub', [`certificatePolicies=${policy}`, ...keyIds]);
    leaf('self-made', 'self-made', [...signing, 'subjectKeyIdentifier=hash'], { keyOf: 'self-made' });
    of('ec-root', 'ec-root', [...authority, 'subjectKeyIdentifier=hash']);
    leaf('ec-good', 'ec-root', undefined, { keyOf: 'ec-good' });
    // Another key under the name of `sub`, once with its own key id and once without any.
    of('impostor', 'impostor', [...authority, 'subjectKeyIdentifier=hash'], { subject: '/C=NO/O=sub' });
    leaf('of-impostor', 'impostor');
    leaf('of-impostor-without-id', 'impostor', [...signing, 'authorityKeyIdentifier=none']);
    // An enterprise certificate that issues.
    leaf('by-enterprise', 'good', undefined, { subject: '/C=NO/O=Bought' });
    of('no-depth', 'root', [...sub, 'basicConstraints=critical,CA:TRUE,pathlen:0'].slice(1));
    of('too-deep', 'no-depth', sub);
    leaf('under-too-deep', 'too-deep');
    of('one-policy', 'root', [...authority, ...keyIds, 'certificatePolicies=2.999.10']);
    leaf('outside-policy', 'one-policy');
  }, 60_000);

  afterAll(() => peer?.close());

  function check(
    name: string,
    { intermediates = ['sub', 'no-depth', 'too-deep', 'one-policy'], ...question }: Question = {},
  ) {
    const trust = createTrust({
      anchors: [der['root'], der['ec-root']].filter((each) => each !== undefined),
      intermediates: intermediates.flatMap((each) => der[each] ?? []),
      policy: { policies: [policy], revocation: 'off' },
    });
    return trust.check(der[name] ?? Buffer.alloc(0), { usage: 'sign', at, ...question });
  }

  type Question = Partial<TrustQuestion> & { intermediates?: string[] };

  test.each<[string, Question?]>([
    ['good'],
    ['pss'],
    ['ec-good'],
    ['of-past', { at: new Date('2025-12-31T23:59:59Z') }], // expired today, valid when the message was made
    ['of-future', { at: new Date('2027-01-01T00:00:00Z') }],
    ['for-encryption', { usage: 'encrypt' }],
  ])('%s is trusted', async (name, question) => {
    await expect(check(name, question)).resolves.toMatchObject({
      trusted: true,
      certificate: { organizationNumber: '900001002' },
    });
  });

  test.each<[string, string, string, Question?]>([
    ['of-past', 'expired', 'Sykehuset'],
    ['of-future', 'not-yet-valid', 'Sykehuset'],
    ['good', 'usage-wrong', 'Sykehuset', { usage: 'encrypt' }],
    ['for-encryption', 'usage-wrong', 'Sykehuset'],
    ['without-usage', 'usage-wrong', 'Sykehuset'],
    ['other-policy', 'policy-wrong', 'Sykehuset'],
    ['outside-policy', 'policy-wrong', 'one-policy'],
    ['constrained', 'critical-extension-unknown', 'Sykehuset'],
    ['for-time-stamps', 'critical-extension-unknown', 'Sykehuset'],
    ['good', 'issuer-unknown', 'Sykehuset', { intermediates: [] }],
    ['self-made', 'self-signed', 'Sykehuset'],
    ['impostor', 'self-signed', 'sub'],
    ['of-impostor', 'issuer-unknown', 'Sykehuset'],
    ['of-impostor-without-id', 'signature-wrong', 'Sykehuset'],
    ['of-impostor', 'issuer-unknown', 'sub', { intermediates: ['impostor'] }],
    ['by-enterprise', 'issuer-not-authority', 'Sykehuset', { intermediates: ['good', 'sub'] }],
    ['under-too-deep', 'path-too-long', 'no-depth'],
    ['sha1', 'algorithm-refused', 'Sykehuset'],
    ['short-key', 'key-refused', 'Sykehuset'],
  ])('%s is refused: %s, about %s', async (name, reason, about, question) => {
    const verdict = await check(name, question);

    expect(verdict).toMatchObject({ trusted: false, reason });
    expect(verdict).toMatchObject({ about: { subject: { text: expect.stringContaining(`O=${about},`) } } });
  });

  test('bytes that are no certificate are refused without throwing', async () => {
    await expect(check('nothing of this name')).resolves.toMatchObject({ reason: 'unreadable', about: undefined });
  });

  test('an anchor that is asked about itself is no enterprise certificate', async () => {
    await expect(check('root')).resolves.toMatchObject({ trusted: false, reason: 'usage-wrong' });
  });
});
