import { randomUUID } from 'node:crypto';
import { readMessage } from '@samband/mail';
import { gpOffice, hospital, type PartyForTests } from '../document-for-tests.ts';
import type { EbxmlErrorCode } from '../messages/names.ts';
import { readEnvelope } from '../messages/read-envelope.ts';
import { type SignalOrder, subjectOf } from '../messages/signal-order.ts';
import { writeAcknowledgment } from '../messages/write-acknowledgment.ts';
import { writeMessageError } from '../messages/write-message-error.ts';
import { held, now } from '../nodes-for-tests.ts';

/** An ErrorList about a message, as the GP office's own message handler would send it, signed with whoever's key. */
export function signalFrom(
  keysOwner: PartyForTests,
  message: Uint8Array | undefined,
  severity: 'Warning' | 'Error',
  code: EbxmlErrorCode,
) {
  const { order, key } = orderFrom(keysOwner, message);
  const { bytes } = writeMessageError({ ...order, errors: [{ code, severity, description: 'Feil i meldingen' }] }, key);
  return { from: gpOffice.ediAddress, to: [hospital.ediAddress], bytes };
}

/** An Acknowledgment of a message, as the GP office's own message handler would send it. */
export function acknowledgmentFrom(message: Uint8Array) {
  const { order, key } = orderFrom(gpOffice, message);
  return writeAcknowledgment({ ...order, acceptedAt: now() }, key).bytes;
}

function orderFrom(keysOwner: PartyForTests, message: Uint8Array = new Uint8Array()) {
  const about = subjectOf(readEnvelope(readMessage(message)));
  const key = held.get(keysOwner)?.signing[0];
  if (!about || !key) throw new TypeError('there is nothing to say something about');
  const mail = {
    from: gpOffice.ediAddress,
    to: hospital.ediAddress,
    messageId: `<${randomUUID()}@edi.sor.example>`,
    date: now(),
  };
  const order: SignalOrder = { about, messageId: randomUUID(), timestamp: now(), mail };
  return { order, key };
}
