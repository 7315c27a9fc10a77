import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { freePort } from '@samband/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpensslPeer, opensslPeer } from '../cms/openssl-for-tests.ts';
import type { SigningKey } from '../signing-key.ts';
import { readCertificate } from '../trust/certificate.ts';
import { certificateToPem } from '../trust/issuers.ts';
import { readCrl } from '../trust/revocation/read-crl.ts';
import { startRevocationServer } from '../trust/revocation-server-for-tests.ts';
import { createTrust } from '../trust/trust.ts';
import { type CertificateAuthority, createCertificateAuthority } from './certificate-authority.ts';

const installed = opensslPeer();

describe.skipIf(!installed)('with OpenSSL on the other side', () => {
  const peer = installed as OpensslPeer;
  let port: number;
  let authority: CertificateAuthority;
  let good: SigningKey;
  let revoked: SigningKey;
  let unknown: SigningKey;
  let responder: SigningKey;

  beforeAll(async () => {
    port = await freePort();
    const options = { policies: ['2.999.1'], ocspUrls: [`http://127.0.0.1:${port}/`] };
    authority = await createCertificateAuthority({ name: 'Issuer', organizationNumber: '900034334' }, options);
    const issue = (usage: 'sign' | 'encrypt') =>
      authority.issue({ name: 'Sykehuset Østre', organizationNumber: '900001002' }, usage);
    [good, revoked, unknown] = await Promise.all([issue('sign'), issue('sign'), issue('sign')]);
    responder = await authority.issueOcspResponder();
    authority.revoke(revoked.certificate, { at: new Date('2026-03-01T00:00:00Z'), reason: 'superseded' });
  });

  afterAll(() => peer.close());

  const pem = (name: string, { certificate }: SigningKey) => peer.file(`${name}.pem`, certificateToPem(certificate));
  const keyPem = (name: string, { privateKey }: SigningKey) =>
    peer.file(`${name}.key`, privateKey.export({ format: 'pem', type: 'pkcs8' }));

  test('its certificates are right by the strictest reading', () => {
    const [ca, leaf] = [pem('ca', authority), pem('good', good)];

    expect(
      peer.run(['verify', '-x509_strict', '-policy', '2.999.1', '-explicit_policy', '-CAfile', ca, leaf]).toString(),
    ).toContain('OK');
    const text = peer.run(['x509', '-in', leaf, '-noout', '-text', '-nameopt', 'utf8']).toString();
    expect(text).toContain('organizationIdentifier=NTRNO-900001002');
    expect(text).toContain('O=Sykehuset Østre');
    expect(text).toMatch(/Key Usage: critical\s+Non Repudiation\n/);
    expect(text).toContain(`OCSP - URI:http://127.0.0.1:${port}/`);
  });

  test('its revocation list counts', () => {
    const [ca, crl] = [pem('ca', authority), peer.file('list.der', authority.writeCrl())];
    const list = peer.file('list.pem', peer.run(['crl', '-inform', 'DER', '-in', crl, '-CAfile', ca]));
    const verify = (leaf: string) => peer.run(['verify', '-crl_check', '-CRLfile', list, '-CAfile', ca, leaf]);

    expect(verify(pem('good', good)).toString()).toContain('OK');
    expect(() => verify(pem('revoked', revoked))).toThrow('certificate revoked');
  });

  test('its OCSP answers are verified, nonce and all', async () => {
    const server = await startRevocationServer();
    server.answers.set('/', (body) =>
      authority.answerOcsp(body, { responder, nextUpdate: new Date(Date.now() + 60_000) }),
    );
    const ask = (leaf: string) =>
      openssl([
        'ocsp',
        '-issuer',
        pem('ca', authority),
        '-cert',
        leaf,
        '-CAfile',
        pem('ca', authority),
        '-url',
        `${server.url}/`,
      ]);

    const [first, second] = [await ask(pem('good', good)), await ask(pem('revoked', revoked))];
    await server.close();
    expect(first).toMatch(/Response verify OK.*good\.pem: good/s);
    expect(second).toMatch(/Response verify OK.*revoked\.pem: revoked.*Reason: superseded/s);
    expect(`${first}${second}`).not.toContain('no nonce');
  });

  test('`openssl ocsp` as the responder says good, revoked and unknown, by a delegate', async () => {
    const serial = ({ certificate }: SigningKey) => readCertificate(certificate).serialNumber;
    const index = peer.file(
      'index.txt',
      `V\t290101000000Z\t\t${serial(good)}\tunknown\t/CN=good\nR\t290101000000Z\t260301000000Z,superseded\t${serial(revoked)}\tunknown\t/CN=revoked\n`,
    );
    const signer = ['-rsigner', pem('responder', responder), '-rkey', keyPem('responder', responder)];
    const args = ['ocsp', '-port', `${port}`, '-index', index, '-CA', pem('ca', authority), ...signer, '-nmin', '10'];
    const process = spawn('openssl', args);
    try {
      await saysThat(process, 'waiting for OCSP client connections');
      const trust = createTrust({ anchors: [authority.certificate], policy: { policies: ['2.999.1'] } });
      const check = ({ certificate }: SigningKey, at = new Date()) => trust.check(certificate, { usage: 'sign', at });

      await expect(check(good)).resolves.toMatchObject({
        trusted: true,
        revocation: [{ outcome: 'good', by: 'ocsp', failures: [] }],
      });
      await expect(check(revoked)).resolves.toMatchObject({
        reason: 'revoked',
        revocation: [{ revokedAt: new Date('2026-03-01T00:00:00Z'), reason: 'superseded' }],
      });
      await expect(check(unknown)).resolves.toMatchObject({ reason: 'unknown-to-issuer' });
    } finally {
      process.kill();
    }
  }, 20_000);

  test('a list of 50,000 entries that OpenSSL wrote is read', () => {
    const serials = Array.from({ length: 50_000 }, (_, index) =>
      (0x4000_0000_0000 + index * 7_919).toString(16).toUpperCase(),
    );
    const lines = serials.map((serial) => `R\t290101000000Z\t260301000000Z,keyCompromise\t${serial}\tunknown\t/CN=x\n`);
    const config = peer.file(
      'crl.cnf',
      `[ca]\ndefault_ca=a\n[a]\ndatabase=${peer.file('large.txt', lines.join(''))}\n`,
    );
    const [ca, key] = [pem('ca', authority), keyPem('ca', authority)];
    const out = peer.file('large.pem', '');
    peer.run([
      'ca',
      '-config',
      config,
      '-gencrl',
      '-md',
      'sha256',
      '-crldays',
      '1',
      '-cert',
      ca,
      '-keyfile',
      key,
      '-out',
      out,
    ]);
    const der = Buffer.from(readFileSync(out, 'latin1').replaceAll(/-----[^-]+-----/g, ''), 'base64');
    const crl = readCrl(der);

    expect(crl.entryCount).toBe(50_000);
    const sample = serials.filter((_, index) => index % 97 === 0);
    expect(sample.filter((serial) => crl.statusOf(serial).status !== 'revoked')).toEqual([]);
    expect(crl.statusOf(serials[49_999] ?? '')).toMatchObject({ reason: 'keyCompromise' });
    expect(crl.statusOf('400000000001')).toEqual({ status: 'good' });
  }, 20_000);

  /** Not blocking, so that a server of this process can answer it. */
  function openssl(args: readonly string[]): Promise<string> {
    const process = spawn('openssl', args);
    let output = '';
    for (const stream of [process.stdout, process.stderr])
      stream.on('data', (piece: Buffer) => (output += piece.toString()));
    return new Promise((resolve, reject) => process.on('error', reject).on('close', () => resolve(output)));
  }
});

/** Waits until the process has written `text`. Throws when it ends before. */
function saysThat(process: ChildProcess, text: string): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.includes(text)) resolve();
      });
    }
    process.on('close', () => reject(new Error(said)));
  });
}
