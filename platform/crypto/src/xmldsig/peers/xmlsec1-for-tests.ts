import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SigningKey } from '../../signing-key.ts';
import { attachmentKey } from '../content-id.ts';
import type { Attachment } from '../verdict.ts';

const OUTPUT_MAX_BYTES = 10_000_000;

/** xmlsec1, the signer and verifier that most others are compared with. */
export interface XmlsecPeer {
  /**
   * How many of the documents verify with the certificate: it stops at the first that does not. One process for all of
   * them, so every attachment needs a name of its own.
   */
  verify(
    documents: readonly Uint8Array[],
    attachments: readonly Attachment[],
    certificate: Uint8Array,
  ): Promise<number>;
  /** Fills the empty values of the signature that stands in each document, in one process. */
  sign(templates: readonly Uint8Array[], attachments: readonly Attachment[], key: SigningKey): Promise<Buffer[]>;
  close(): void;
}

export function xmlsecPeer(): XmlsecPeer {
  const folder = mkdtempSync(join(tmpdir(), 'samband-xmlsec-'));
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes, { mode: 0o600 });
    return join(folder, name);
  };
  const maps = (attachments: readonly Attachment[]) =>
    attachments.flatMap((one, index) => [`--url-map:cid:${attachmentKey(one)}`, file(`part-${index}`, one.bytes)]);
  return {
    async verify(documents, attachments, certificate) {
      const files = documents.map((document, index) => file(`signed-${index}.xml`, document));
      const pem = file('signer.crt', new X509Certificate(certificate).toString());
      const said = await outputOf(['--verify', '--pubkey-cert-pem', pem, ...maps(attachments), ...files]);
      return said.split('\n').filter((line) => line === 'OK').length;
    },
    async sign(templates, attachments, key) {
      const pem = file('signer.key', key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
      const options = ['--sign', '--privkey-pem', pem, ...maps(attachments)];
      const files = templates.map((one, index) => file(`template-${index}.xml`, one));
      const said = await outputOf([...options, ...files]);
      return said.split(/(?=<\?xml )/).map((document) => Buffer.from(document));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Both streams: verdicts are on one of them, by version. A verdict of "no" is also an exit code. */
function outputOf(options: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('xmlsec1', options, { maxBuffer: OUTPUT_MAX_BYTES }, (_error, out, errors) =>
      resolve(`${out}\n${errors}`),
    );
  });
}
