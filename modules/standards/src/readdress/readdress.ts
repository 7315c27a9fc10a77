import { withDocument } from '@samband/xml';
import { type Replacement, readSourceText, replaceInBytes } from '../document/source-text.ts';
import { type DocumentParts, locateParts, need } from '../header/document-parts.ts';
import { escapeXml } from '../markup/escape-xml.ts';
import { type Markup, writeMarkup } from '../markup/markup.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import { readOutline } from '../outline/read-outline.ts';
import { describeAddress, type PartyAddress } from './party-address.ts';
import { writeHcp, writeOrganisation } from './write-address.ts';

const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';

export interface NewAddressing {
  readonly sender: PartyAddress;
  readonly receiver: PartyAddress;
  readonly messageId: string;
  readonly generatedAt: Date;
}

/**
 * The same document from another sender to another receiver, with its own MsgId and GenDate. Everything else stays byte
 * for byte, except that copy receivers and a signature of the whole, which can no longer be right, are taken out.
 * Throws HeaderUnreadable, XmlRefused or XmlNotWellFormed.
 * @returns the document, and what was changed, in sentences for a person.
 */
export function readdress(bytes: Uint8Array, addressing: NewAddressing): { bytes: Uint8Array; changes: string[] } {
  return withDocument(bytes, () => {
    const source = readSourceText(bytes);
    const parts = locateParts(readOutline(source.text).root);
    const changes: string[] = [];
    const replacements: Replacement[] = [];
    const change = (sentence: string, made: readonly Replacement[]) => {
      if (made.length === 0) return;
      changes.push(sentence);
      replacements.push(...made);
    };

    const { sender, receiver, messageId, generatedAt } = addressing;
    const time = generatedAt.toISOString().replace('.000Z', 'Z');
    change(`Sent from ${describeAddress(sender)}`, replaceParties(parts, 'sender', sender, source.text));
    change(`Sent to ${describeAddress(receiver)}`, replaceParties(parts, 'receiver', receiver, source.text));
    for (const side of ['sender', 'receiver'] as const) {
      const lost = lostWithAddress(parts, side, addressing[side]);
      if (lost.length > 0) changes.push(`Taken out with the old address of the ${side}: ${lost.join(', ')}`);
    }
    change(`${parts.messageId.name} is ${messageId}`, [replaceText(parts.messageId, messageId)]);
    change(`GenDate is ${time}`, [replaceTime(parts.genDate, time)]);
    change('Copy receivers were taken out', removeAll(copyReceivers(parts)));
    change('The signature was taken out: it does not cover the new addressing', removeAll(signatures(parts)));
    return { bytes: replaceInBytes(source, replacements), changes };
  });
}

function replaceParties(
  parts: DocumentParts,
  side: 'sender' | 'receiver',
  address: PartyAddress,
  text: string,
): Replacement[] {
  const { old, write } = addressForm(parts);
  return holders(parts, side).map((holder) => replaceElement(need(holder, old), write(address, holder.prefix()), text));
}

function addressForm({ family }: DocumentParts) {
  return family === 'msghead' ? { old: 'Organisation', write: writeOrganisation } : { old: 'HCP', write: writeHcp };
}

/**
 * Names of what the old address has and the new one has not, right or wrong: further numbers, persons, places. A fault
 * in it goes with it, so that a document may become valid.
 */
function lostWithAddress(parts: DocumentParts, side: 'sender' | 'receiver', address: PartyAddress): string[] {
  const { old, write } = addressForm(parts);
  const written = writeMarkup(write(address, ''), '');
  const names = holders(parts, side).flatMap((holder) => namesWithin(need(holder, old)));
  return [...new Set(names)].filter((name) => !written.includes(`<${name}>`) && !written.includes(`<${name} `));
}

function namesWithin({ children }: OutlineElement): string[] {
  return children.flatMap((child) => [child.name, ...namesWithin(child)]);
}

/** Older answers may hold several reports, each with the parties in it. */
function holders({ head, hcp, ...parts }: DocumentParts, side: 'sender' | 'receiver'): OutlineElement[] {
  return hcp ? head.childrenNamed(hcp.body).map((body) => need(body, hcp[side])) : [parts[side]];
}

function copyReceivers({ head, hcp, ...parts }: DocumentParts): readonly OutlineElement[] {
  return hcp ? head.childrenNamed(hcp.body).flatMap((body) => body.childrenNamed('CopyDest')) : parts.copyReceivers;
}

function signatures({ message }: DocumentParts): OutlineElement[] {
  return message.children.filter(({ name, namespace }) => name === 'Signature' && namespace === SIGNATURE_NAMESPACE);
}

function removeAll(elements: readonly OutlineElement[]): Replacement[] {
  return elements.map(({ start, end }) => ({ start, end, by: '' }));
}

/** Written as deep as the old element stood, with the line ends of the document. */
function replaceElement({ start, end }: OutlineElement, by: Markup, text: string): Replacement {
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(0, start - 200), start))?.[1] ?? '';
  const written = writeMarkup(by, indent).trim();
  return { start, end, by: text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written };
}

function replaceText(element: OutlineElement, text: string): Replacement {
  const { contentStart, contentEnd, start, end } = element;
  if (contentStart < end) return { start: contentStart, end: contentEnd, by: escapeXml(text) };
  const tag = element.startTag();
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? element.name;
  return { start, end, by: `${tag.slice(0, tag.lastIndexOf('/'))}>${escapeXml(text)}</${name}>` };
}

/** `GenDate` is text in MsgHead and AppRec, a V attribute in the older documents. */
function replaceTime(genDate: OutlineElement, time: string): Replacement {
  const span = genDate.attributeSpan('V');
  return span ? { ...span, by: time } : replaceText(genDate, time);
}
