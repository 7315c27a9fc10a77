import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readdress } from '@samband/standards';
import type { LoadParty } from './load-client.ts';

const example = readFileSync(join(import.meta.dirname, '../../../examples/dialog.xml'));
const words =
  'pasienten kontroll undersøkelse blodtrykk medisin hjertet funn vurdering henvises videre oppfølging uke'.split(' ');
const variants = 32;

/** The body of a `POST /messages`, and the MsgId in it. */
export interface Letter {
  readonly messageId: string;
  readonly body: Buffer;
}

/** Makes letters, each with a MsgId of its own and one of 32 texts. */
export interface Letters {
  next(): Letter;
}

/**
 * Letters of one size from one party to another. They are encoded beforehand, with the MsgId at a place where it can be
 * changed in the base64 as it stands, so that making them costs the load next to nothing.
 */
export function prepareLetters(sender: LoadParty, receiver: LoadParty, sizeBytes: number): Letters {
  const prepared = Array.from({ length: variants }, () => prepare(sender, receiver, sizeBytes));
  let turn = 0;
  return {
    next() {
      turn = (turn + 1) % variants;
      const { body, idAt } = prepared[turn] ?? prepare(sender, receiver, sizeBytes);
      const messageId = randomUUID();
      const copy = Buffer.from(body);
      copy.write(Buffer.from(messageId).toString('base64'), idAt, 'latin1');
      return { messageId, body: copy };
    },
  };
}

function prepare(sender: LoadParty, receiver: LoadParty, sizeBytes: number): { body: Buffer; idAt: number } {
  const messageId = randomUUID();
  const { bytes } = readdress(example, {
    sender: addressOf(sender),
    receiver: addressOf(receiver),
    messageId,
    generatedAt: new Date(),
  });
  const alone = Buffer.from(bytes)
    .toString()
    .replace(/<ConversationRef>.*<\/ConversationRef>\s*/s, '');
  const xml = alignedAt(withText(alone, sizeBytes), messageId);
  const document = Buffer.from(xml);
  const before = '{"businessDocument":"';
  const facts = JSON.stringify({
    senderHerId: sender.herId,
    receiverHerIds: [receiver.herId],
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
  });
  const body = Buffer.from(`${before}${document.toString('base64')}",${facts.slice(1)}`);
  return { body, idAt: before.length + (document.indexOf(messageId) / 3) * 4 };
}

/** Prose that compresses as prose does, as much as brings the document to the size. */
function withText(xml: string, sizeBytes: number): string {
  const [whole = ''] = /<TekstNotatInnhold>[^<]*/.exec(xml) ?? [];
  if (whole === '') throw new Error('examples/dialog.xml has no TekstNotatInnhold');
  const room = sizeBytes - Buffer.byteLength(xml) + Buffer.byteLength(whole);
  let text = '<TekstNotatInnhold>';
  while (Buffer.byteLength(text) < room - 12) text += `${anyOf(words)} ${Math.floor(Math.random() * 1_000)} `;
  return xml.replace(whole, text);
}

/** Three bytes are four characters of base64: the MsgId must begin at a whole number of threes. */
function alignedAt(xml: string, messageId: string): string {
  const [before = '', after = ''] = xml.split(messageId);
  const lacking = (3 - (Buffer.byteLength(before) % 3)) % 3;
  return `${before.replace(/>\s*</, (gap) => `>${' '.repeat(lacking)}${gap.slice(1)}`)}${messageId}${after}`;
}

function addressOf({ organizationHerId, herId }: LoadParty) {
  return {
    organization: { name: `Virksomhet ${organizationHerId}`, herId: organizationHerId },
    unit: { kind: 'service' as const, name: `Enhet ${herId}`, herId },
  };
}

function anyOf(list: readonly string[]): string {
  return list[Math.floor(Math.random() * list.length)] ?? '';
}
