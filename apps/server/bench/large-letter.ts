import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readdress } from '@samband/standards';
import type { LoadParty } from './load-client.ts';

const example = readFileSync(join(import.meta.dirname, '../../../examples/dialog.xml'));
const documentBytes = 35 * 1024 * 1024;

/** The body of a `POST /messages` with a letter of nearly 35 MB, most of it as little compressible as an attachment is. */
export function largeLetter(sender: LoadParty, receiver: LoadParty): Buffer {
  const { bytes } = readdress(example, {
    sender: addressOf(sender),
    receiver: addressOf(receiver),
    messageId: randomUUID(),
    generatedAt: new Date(),
  });
  const frame = Buffer.from(bytes)
    .toString()
    .replace(/<ConversationRef>.*<\/ConversationRef>\s*/s, '');
  const filler = randomBytes(Math.floor(((documentBytes - 16_384) / 4) * 3)).toString('base64');
  const document = Buffer.from(frame.replace(/<TekstNotatInnhold>[^<]*/, `<TekstNotatInnhold>${filler}`));
  return Buffer.from(
    JSON.stringify({
      businessDocument: document.toString('base64'),
      senderHerId: sender.herId,
      receiverHerIds: [receiver.herId],
      contentType: 'application/xml',
      contentTransferEncoding: 'base64',
    }),
  );
}

function addressOf({ organizationHerId, herId }: LoadParty) {
  return {
    organization: { name: `Virksomhet ${organizationHerId}`, herId: organizationHerId },
    unit: { kind: 'service' as const, name: `Enhet ${herId}`, herId },
  };
}
