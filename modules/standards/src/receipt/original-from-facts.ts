import { Buffer } from 'node:buffer';
import { MSGHEAD_NAMESPACE } from '../header/message-families.ts';
import { markup, writeMarkup } from '../markup/markup.ts';
import type { PartyAddress } from '../readdress/party-address.ts';
import { writeOrganisation } from '../readdress/write-address.ts';
import { standards } from '../standards.ts';

/** What is known of a document whose bytes are gone. */
export interface OriginalFacts {
  readonly messageId: string;
  /** Code of 8279. */
  readonly messageType: string;
  /** GenDate as it stood in the document. */
  readonly generatedAt: string;
  /** What it was, as a report says it. */
  readonly documentType: string;
  readonly version?: string;
  readonly sender: PartyAddress;
  readonly receiver: PartyAddress;
}

/**
 * A head that stands in for a document that has been removed, so that a receipt can still be written: with its parties,
 * its reference, and an empty content that says which standard decides the receipt's version. No message: nobody is sent
 * it, and it is not valid against any schema.
 */
export function originalFromFacts(facts: OriginalFacts): Uint8Array {
  const { documentType, version } = facts;
  const content = standards()
    .catalogue.heads()
    .find((head) => head.message === documentType && head.version === version);
  const head = markup('MsgHead', { xmlns: MSGHEAD_NAMESPACE }, [
    markup('MsgInfo', {}, [
      markup('Type', { V: facts.messageType }),
      markup('GenDate', {}, facts.generatedAt),
      markup('MsgId', {}, facts.messageId),
      markup('Sender', {}, [writeOrganisation(facts.sender, '')]),
      markup('Receiver', {}, [writeOrganisation(facts.receiver, '')]),
    ]),
    markup('Document', {}, [
      markup('RefDoc', {}, [
        markup('MsgType', { V: 'XML' }),
        markup('Content', {}, content && [markup('Removed', { xmlns: content.namespace })]),
      ]),
    ]),
  ]);
  return new Uint8Array(Buffer.from(writeMarkup(head), 'utf8'));
}
