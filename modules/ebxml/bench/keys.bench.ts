import { constants, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt, sign, verify } from 'node:crypto';
import {
  createCertificateAuthority,
  decrypt,
  encryptFor,
  type SigningKey,
  signEbms,
  verifyEbms,
  type XmlSignatureVerdict,
} from '@samband/crypto';
import { bestCpuMs, type Figure } from '@samband/measuring';
import { documentForTests, gpOffice, hospital } from '../src/document-for-tests.ts';
import { writePayloadMessage } from '../src/messages/write-payload-message.ts';

const rounds = 15;
const callsEach = 60;
const textCharacters = 7_000;
const padding = constants.RSA_PKCS1_PADDING;

/** What a letter of 8.7 kB costs in keys: each of the four beside node:crypto with the same key alone, in the same run. */
export async function run(): Promise<Figure[]> {
  const authority = await createCertificateAuthority({ name: 'Bench CA' });
  const figures: Figure[] = [];
  for (const keyBits of [2048, 3072] as const) {
    const owner = { name: 'Virksomhet', organizationNumber: hospital.organizationNumber };
    const [signer, reader] = await Promise.all([
      authority.issue(owner, 'sign', { keyBits }),
      authority.issue(owner, 'encrypt', { keyBits }),
    ]);
    figures.push(...signatureFigures(keyBits, signer, reader), ...encryptionFigures(keyBits, reader));
  }
  return figures;
}

function signatureFigures(keyBits: number, signer: SigningKey, reader: SigningKey): Figure[] {
  const parts = [{ contentId: 'letter@bench', bytes: encryptFor([reader.certificate], letter) }] as const;
  const signed = soapOf(parts, signer);
  const envelope = Buffer.from(
    Buffer.from(signed)
      .toString()
      .replace(/<ds:Signature .*<\/ds:Signature>/s, ''),
  );
  const publicKey = createPublicKey(signer.privateKey);
  const value = sign('sha256', envelope, signer.privateKey);
  return [
    figure(keyBits, 'verify', () => valid(verifyEbms(signed, parts, [signer]))),
    figure(keyBits, 'verify, node:crypto', () => verify('sha256', envelope, publicKey, value)),
    figure(keyBits, 'sign', () => signEbms(envelope, parts, signer)),
    figure(keyBits, 'sign, node:crypto', () => sign('sha256', envelope, signer.privateKey)),
  ];
}

function encryptionFigures(keyBits: number, reader: SigningKey): Figure[] {
  const { certificate, privateKey } = reader;
  const encrypted = encryptFor([certificate], letter);
  const publicKey = createPublicKey(privateKey);
  const wrapped = wrap(publicKey);
  return [
    figure(keyBits, 'decrypt', () => decrypt(encrypted, [reader])),
    figure(keyBits, 'decrypt, node:crypto', () => privateDecrypt({ key: privateKey, padding }, wrapped)),
    figure(keyBits, 'encrypt', () => encryptFor([certificate], letter)),
    figure(keyBits, 'encrypt, node:crypto', () => wrap(publicKey)),
  ];
}

const letter = documentForTests({ text: 'Ber om oppdatert medisinliste. '.repeat(textCharacters / 31) });

function soapOf(payloads: Parameters<typeof writePayloadMessage>[0]['payloads'], key: SigningKey): Uint8Array {
  const order = {
    from: { herId: hospital.herId, role: 'DIALOG_HELSEFAGLIGsender' },
    to: { herId: gpOffice.herId, role: 'DIALOG_HELSEFAGLIGreceiver' },
    cpaId: `${hospital.herId}_${gpOffice.herId}`,
    conversationId: 'bench',
    service: 'S-DIALOG_HELSEFAGLIG',
    action: 'DIALOG_HELSEFAGLIG',
    messageId: 'bench@edi.nord.example',
    timestamp: new Date(),
    payloads,
    mail: {
      from: hospital.ediAddress,
      to: gpOffice.ediAddress,
      messageId: '<bench@edi.nord.example>',
      date: new Date(),
    },
  };
  return writePayloadMessage(order, key).soap;
}

function wrap(key: KeyObject): Buffer {
  return publicEncrypt({ key, padding }, Buffer.alloc(32, 1));
}

function valid(verdict: XmlSignatureVerdict): void {
  if (!verdict.valid) throw new Error(`a right signature was refused: ${verdict.reason}`);
}

function figure(keyBits: number, what: string, call: () => unknown): Figure {
  call();
  return { name: `RSA-${keyBits}: ${what}`, value: bestCpuMs(rounds, callsEach, call), unit: 'CPU-ms' };
}
