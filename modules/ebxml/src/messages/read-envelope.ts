import type { MailMessage, MailPart } from '@samband/mail';
import { classify } from './classify.ts';
import { bareContentId } from './content-id.ts';
import type { EbxmlAttachment, EbxmlRead, UnreadableProblem } from './ebxml-read.ts';
import { childOf, childrenOf, readTree, type TreeElement } from './element-tree.ts';
import { findSoapPart } from './find-soap-part.ts';
import { forUs } from './for-us.ts';
import { isBounce } from './is-bounce.ts';
import { dsNamespace as ds, ebNamespace as eb, soapNamespace as soap } from './names.ts';
import { readDigests } from './read-digests.ts';
import { readHeader } from './read-header.ts';
import { readManifest } from './read-manifest.ts';
import { readAcknowledgment, readErrorList, readFault, readStatus } from './read-signals.ts';

/**
 * Reads a mail or a post as ebXML: what it is, and everything that it says. It never throws for what came; what cannot be
 * read says why. Nothing is changed on the way: the raw mail, the SOAP part and the decoded documents are as they came.
 */
export function readEnvelope(mail: MailMessage): EbxmlRead {
  const soapPart = findSoapPart(mail);
  const attachments = mail.parts.filter((part) => part !== soapPart).map(attachmentOf);
  if (isBounce(mail)) return { ...nothing(mail), kind: 'bounce', attachments };
  if (!soapPart) return unreadable({ ...nothing(mail), attachments }, 'no-soap-part', 'no part holds XML');
  const { bytes: body, ...head } = attachmentOf(soapPart);
  const base = { ...nothing(mail), attachments, soapPart: head, soap: body };
  const { tree, fault } = readSafely(body);
  if (!tree) return unreadable(base, 'not-xml', fault ?? '');
  const read = { ...base, envelope: tree };
  if (tree.namespace !== soap || tree.name !== 'Envelope') return unreadable(read, 'not-soap', tree.name);
  return readSoap(read, tree);
}

/**
 * The same message, with what it says read anew from the bytes that its signature covers. Blocks for other actors may
 * stand in an envelope that nobody has signed: after a signature was found right, this is what may be believed.
 */
export function readSigned(read: EbxmlRead, canonicalBytes: Uint8Array): EbxmlRead {
  const signed = readSoap(read, readTree(canonicalBytes));
  // The signature itself is never under itself.
  return { ...signed, digests: read.digests };
}

function readSoap(base: EbxmlRead, envelope: TreeElement): EbxmlRead {
  const tree = forUs(envelope);
  const [soapHeader, soapBody] = [childOf(tree, soap, 'Header'), childOf(tree, soap, 'Body')];
  const header = readHeader(soapHeader);
  const [acknowledgment, errors] = [readAcknowledgment(soapHeader), readErrorList(soapHeader)];
  const [statusOf, fault] = [readStatus(soapBody), readFault(soapBody)];
  const signature = childOf(soapHeader, ds, 'Signature');
  const read: EbxmlRead = {
    ...base,
    envelope,
    header,
    manifest: readManifest(soapBody),
    digests: readDigests(childOf(signature, ds, 'SignedInfo')),
    ...(acknowledgment && { acknowledgment }),
    ...(errors && { errors }),
    ...(statusOf && { statusOf }),
    ...(fault && { fault }),
  };
  if (!header) {
    return fault ? { ...read, kind: 'soap-fault' } : unreadable(read, 'not-ebxml', 'there is no eb:MessageHeader');
  }
  const kind = classify({ soapHeader, soapBody, service: header.service, action: header.action });
  return kind ? { ...read, kind } : unreadable(read, 'no-kind', kindsIn(soapHeader, soapBody));
}

function nothing(mail: MailMessage): EbxmlRead {
  return {
    kind: 'unreadable',
    mail,
    soapPart: undefined,
    soap: undefined,
    envelope: undefined,
    header: undefined,
    manifest: [],
    attachments: [],
    digests: [],
  };
}

function unreadable(read: EbxmlRead, code: UnreadableProblem['code'], detail: string): EbxmlRead {
  return { ...read, kind: 'unreadable', problem: { code, detail } };
}

function readSafely(bytes: Uint8Array): { tree?: TreeElement; fault?: string } {
  try {
    return { tree: readTree(bytes) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

/** Names of ebXML's elements only: nothing that a sender has made up. */
function kindsIn(soapHeader: TreeElement | undefined, soapBody: TreeElement | undefined): string {
  const names = ['Acknowledgment', 'ErrorList', 'Manifest', 'StatusRequest', 'StatusResponse'];
  const found = names.filter((name) =>
    [soapHeader, soapBody].some((parent) => childrenOf(parent, eb, name).length > 0),
  );
  return found.join(', ') || 'nothing but a header';
}

function attachmentOf({
  headers,
  contentId,
  contentType,
  parameters,
  transferEncoding,
  body,
}: MailPart): EbxmlAttachment {
  return {
    contentId: contentId === undefined ? '' : bareContentId(contentId),
    contentType,
    parameters,
    transferEncoding: headers.has('Content-Transfer-Encoding') ? transferEncoding : undefined,
    bytes: body,
  };
}
