import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Holder } from './holders-for-tests.ts';

/** OpenSSL's command as a foreign peer. Undefined where it is not installed. */
export interface OpensslPeer {
  /** Runs `openssl` with `input` on its standard input; gives its standard output, throws with what it said. */
  run(args: readonly string[], input?: Uint8Array): Buffer;
  /** Paths of the certificate and the key of a holder, in PEM. */
  filesOf(holder: Holder): { certificate: string; key: string };
  file(name: string, content: Uint8Array | string): string;
  close(): void;
}

const outputMaxBytes = 64 * 1024 * 1024;

export function opensslPeer(): OpensslPeer | undefined {
  if (spawnSync('openssl', ['version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'samband-openssl-'));
  const file = (name: string, content: Uint8Array | string): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  return {
    file,
    run: (args, input = Uint8Array.of()) =>
      execFileSync('openssl', args, { input, maxBuffer: outputMaxBytes, stdio: ['pipe', 'pipe', 'pipe'] }),
    filesOf({ certificate, privateKey }) {
      const x509 = new X509Certificate(certificate);
      const name = x509.fingerprint256.slice(0, 23).replaceAll(':', '');
      return {
        certificate: file(`${name}.crt`, x509.toString()),
        key: file(`${name}.key`, privateKey.export({ format: 'pem', type: 'pkcs8' })),
      };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
