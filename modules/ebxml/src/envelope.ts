import type { EnvelopeKey, ReceivedFacts } from './finish-received.ts';
import type { EbxmlAttachment, EbxmlRead, SignedDigest } from './messages/ebxml-read.ts';
import { timeOf } from './messages/read-header.ts';
import { EnvelopeRefused } from './refused.ts';

/** What an envelope must say to be worked on. */
export interface Envelope {
  readonly fromHerId: number;
  readonly toHerId: number;
  readonly fromRole: string | undefined;
  readonly toRole: string | undefined;
  readonly cpaId: string;
  readonly conversationId: string;
  readonly envelopeId: string;
  readonly service: string;
  readonly action: string;
  /** eb:Timestamp: certificates are judged by that time (HITS 1172 r 104–105). */
  readonly sentAt: Date;
  readonly expiresAt: Date | undefined;
  /** The software that made it, in a line (HITS 1210). */
  readonly software: string | undefined;
}

const header = '/SOAP:Envelope/SOAP:Header/eb:MessageHeader';

/** Errors: EnvelopeRefused, naming the element that is missing. */
export function envelopeOf(read: EbxmlRead): Envelope {
  const { header: said } = read;
  const required = <T>(value: T | undefined, name: string): T => {
    if (value !== undefined && value !== '') return value;
    throw new EnvelopeRefused('ValueNotRecognized', `${name} is missing or cannot be read`, {
      location: `${header}/eb:${name}`,
    });
  };
  return {
    fromHerId: required(said?.from?.herId, 'From'),
    toHerId: required(said?.to?.herId, 'To'),
    fromRole: said?.from?.role,
    toRole: said?.to?.role,
    cpaId: required(said?.cpaId, 'CPAId'),
    conversationId: required(said?.conversationId, 'ConversationId'),
    envelopeId: required(said?.messageId, 'MessageData/eb:MessageId'),
    service: required(said?.service, 'Service'),
    action: required(said?.action, 'Action'),
    sentAt: required(timeOf(said?.timestamp), 'MessageData/eb:Timestamp'),
    expiresAt: timeOf(said?.timeToLive),
    software: softwareOf(read),
  };
}

function softwareOf({ header: said }: EbxmlRead): string | undefined {
  const { mshSystem, mshVersion, journalSystem, journalVersion } = said?.software ?? {};
  const named = [journalSystem, journalVersion, mshSystem, mshVersion].filter(
    (part) => part !== undefined && part !== '',
  );
  return named.length > 0 ? named.join(' ').slice(0, 200) : undefined;
}

/** It came in time, however long it has waited here. Errors: EnvelopeRefused. */
export function checkNotExpired({ expiresAt }: Envelope, receivedAt: Date): void {
  if (expiresAt === undefined || expiresAt > receivedAt) return;
  const location = `${header}/eb:MessageData/eb:TimeToLive`;
  throw new EnvelopeRefused('TimeToLiveExpired', 'The message came after its time to live', { location });
}

/** The key of a duplicate, with what tells a true one from a false one: every digest that was signed. */
export function keyOf(envelope: Envelope, { digests }: { readonly digests: readonly string[] }): EnvelopeKey {
  const { envelopeId, fromHerId, toHerId, cpaId, conversationId, service, action, fromRole, toRole } = envelope;
  return { envelopeId, fromHerId, toHerId, cpaId, digests, conversationId, service, action, fromRole, toRole };
}

/** Digests as they are compared and kept: in base64, in an order of their own. */
export function digestsOf(signed: readonly SignedDigest[]): string[] {
  return signed
    .map(({ digest }) => digest ?? '')
    .filter((digest) => digest !== '')
    .sort();
}

/** The one document of a message. Errors: EnvelopeRefused. */
export function onlyDocument({ manifest, attachments }: EbxmlRead): EbxmlAttachment {
  const named = manifest.flatMap(({ contentId }) => attachments.filter((part) => part.contentId === contentId));
  const [only, ...others] = named;
  if (only && others.length === 0) return only;
  throw new EnvelopeRefused('MimeProblem', only ? 'More than one document in a message' : 'The document is not there', {
    location: '/SOAP:Envelope/SOAP:Body/eb:Manifest',
  });
}

/** What it says of itself, for those who look for it. */
export function factsOf({ kind, header: said, acknowledgment, statusOf }: EbxmlRead): ReceivedFacts {
  return {
    kind,
    fromHerId: said?.from?.herId,
    toHerId: said?.to?.herId,
    cpaId: said?.cpaId,
    conversationId: said?.conversationId,
    envelopeId: said?.messageId,
    refToEnvelopeId: acknowledgment?.refToMessageId ?? statusOf?.refToMessageId ?? said?.refToMessageId,
    service: said?.service,
    action: said?.action,
  };
}
