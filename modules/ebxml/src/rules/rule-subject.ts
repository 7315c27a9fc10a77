import { type Certificate, describeCms, readCertificate } from '@samband/crypto';
import { headerOf } from '@samband/mail';
import { detectEncoding } from '@samband/xml';
import { bareContentId } from '../messages/content-id.ts';
import type { EbxmlAttachment, EbxmlHeader, EbxmlRead, MessagePart } from '../messages/ebxml-read.ts';
import { childOf, childrenOf, type TreeElement } from '../messages/element-tree.ts';
import { dsNamespace as ds, ebNamespace as eb, soapNamespace as soap } from '../messages/names.ts';
import type { RuleContext } from './rule-context.ts';

/** A message as the rules look at it: what several of them need is looked up once, and only when one asks. */
export class RuleSubject {
  readonly read: EbxmlRead;
  readonly context: RuleContext;
  readonly envelope: TreeElement | undefined;
  readonly soapHeader: TreeElement | undefined;
  readonly soapBody: TreeElement | undefined;
  readonly signatures: readonly TreeElement[];
  readonly signedInfo: TreeElement | undefined;
  readonly keyInfo: TreeElement | undefined;
  readonly certificates: readonly TreeElement[];
  #certificateFacts: Certificate | undefined | null = null;

  constructor(read: EbxmlRead, context: RuleContext) {
    this.read = read;
    this.context = context;
    this.envelope = read.envelope;
    this.soapHeader = childOf(read.envelope, soap, 'Header');
    this.soapBody = childOf(read.envelope, soap, 'Body');
    this.signatures = childrenOf(this.soapHeader, ds, 'Signature');
    this.signedInfo = childOf(this.signatures[0], ds, 'SignedInfo');
    this.keyInfo = childOf(this.signatures[0], ds, 'KeyInfo');
    this.certificates = childrenOf(childOf(this.keyInfo, ds, 'X509Data'), ds, 'X509Certificate');
  }

  /** How it came: what was not said is a mail. */
  get wire(): 'mail' | 'http' | 'none' {
    return this.context.wire ?? 'mail';
  }

  get header(): EbxmlHeader | undefined {
    return this.read.header;
  }

  get manifest(): TreeElement | undefined {
    return childOf(this.soapBody, eb, 'Manifest');
  }

  get soapPart(): MessagePart | undefined {
    return this.read.soapPart;
  }

  /** A head field of the whole, without white space around it; undefined where there is none. */
  head = (name: string): string | undefined => headerOf(this.read.mail, name)?.trim();

  get contentType(): string {
    return this.read.mail.contentType;
  }

  get contentParameters(): Readonly<Record<string, string>> {
    return this.read.mail.parameters;
  }

  get startContentId(): string | undefined {
    const start = this.contentParameters['start'];
    return start === undefined ? undefined : bareContentId(start);
  }

  get partTypes(): readonly string[] {
    return this.read.mail.parts.map(({ contentType }) => contentType);
  }

  get encoding(): string | undefined {
    return this.read.envelope && detectEncoding(this.#soap).encoding;
  }

  get hasXmlDeclaration(): boolean {
    return /^(\xef\xbb\xbf)?<\?xml\s/.test(this.#soap.toString('latin1', 0, 16));
  }

  get #soap(): Buffer {
    const { buffer, byteOffset, byteLength } = this.read.soap ?? new Uint8Array();
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  get attachments(): readonly EbxmlAttachment[] {
    return this.read.attachments;
  }

  /** The certificate that stands in the signature, DER. */
  get certificate(): Uint8Array | undefined {
    const [only] = this.certificates;
    return only && new Uint8Array(Buffer.from(only.text, 'base64'));
  }

  get certificateFacts(): Certificate | undefined {
    if (this.#certificateFacts === null) this.#certificateFacts = factsOf(this.certificate);
    return this.#certificateFacts;
  }
}

function factsOf(certificate: Uint8Array | undefined): Certificate | undefined {
  try {
    return certificate && readCertificate(certificate);
  } catch {
    return undefined;
  }
}

/** Whether it is encrypted, by what the bytes are. */
export function isEncrypted(bytes: Uint8Array): boolean {
  try {
    return describeCms(bytes).kind.includes('enveloped');
  } catch {
    return false;
  }
}
