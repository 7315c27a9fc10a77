import { createCertificateAuthority, encryptFor, type SigningKey } from '@samband/crypto';
import type { MailOrder, WrittenMessage } from './envelope-order.ts';
import { type PayloadMessageOrder, writePayloadMessage } from './write-payload-message.ts';

export const hospitalHerId = 8_000_123;
export const clinicHerId = 8_000_456;
export const at = new Date('2026-11-24T12:00:00Z');

export const mailToClinic: MailOrder = {
  from: 'hospital@edi.example.no',
  to: 'clinic@edi.example.no',
  messageId: '<9b2f6d0e-mail@edi.example.no>',
  date: at,
};
export const mailToHospital: MailOrder = {
  from: mailToClinic.to,
  to: mailToClinic.from,
  messageId: '<answer@edi.example.no>',
  date: at,
  inReplyTo: mailToClinic.messageId,
};

/** Keys of the two parties of these tests, of a certificate authority of their own. */
export async function testKeys() {
  const authority = await createCertificateAuthority({ name: 'Test CA' }, { now: () => at });
  const sykehus = { name: 'Fjordbyen sykehus', organizationNumber: '999999999' };
  const legesenter = { name: 'Brygga legesenter', organizationNumber: '888888888' };
  const [hospital, clinic, clinicEncryption] = await Promise.all([
    authority.issue(sykehus, 'sign'),
    authority.issue(legesenter, 'sign'),
    authority.issue(legesenter, 'encrypt'),
  ]);
  return { hospital, clinic, clinicEncryption };
}

/** An order that follows every rule; what a test is about replaces a part of it. */
export function payloadOrder(change: Partial<PayloadMessageOrder> = {}): PayloadMessageOrder {
  return {
    from: { herId: hospitalHerId, role: 'EPIKRISEsender' },
    to: { herId: clinicHerId, role: 'EPIKRISEreceiver' },
    cpaId: `${hospitalHerId}_${clinicHerId}`,
    conversationId: 'c0a8f2b4-0d7e-4c3a-9f0e-7d2d7f1a5b11',
    service: 'S-EPIKRISE',
    action: 'EPIKRISE',
    messageId: '5f1d7c52-6c0e-4d2b-8f39-2b8d6a7f4e10',
    timestamp: at,
    software: { mshSystem: 'Samband', mshVersion: '1.0', journalSystem: 'Journal', journalVersion: '7' },
    payloads: [
      {
        contentId: 'document@edi.example.no',
        bytes: new Uint8Array(),
        schema: { location: 'http://www.kith.no/xmlstds/epikrise/2012-02-15', version: '1.2' },
      },
    ],
    mail: mailToClinic,
    ...change,
  };
}

/** The same with a document that is encrypted for the clinic. */
export function writtenTo(
  receiver: Pick<SigningKey, 'certificate'>,
  sender: SigningKey,
  change: Partial<PayloadMessageOrder> = {},
): WrittenMessage {
  const order = payloadOrder(change);
  const [first, ...others] = order.payloads;
  const bytes = first.bytes.length > 0 ? first.bytes : encryptFor([receiver.certificate], Buffer.from('<Document/>'));
  return writePayloadMessage({ ...order, payloads: [{ ...first, bytes }, ...others] }, sender);
}
