import { Buffer } from 'node:buffer';
import { createPublicKey, sign, verify } from 'node:crypto';
import { bestCpuMs, type Figure } from '@samband/measuring';
import { makeHolder } from '../src/cms/holders-for-tests.ts';
import { signEbms, signEnveloped, verifyEbms, verifyEnveloped, type XmlSignatureVerdict } from '../src/index.ts';

const rounds = 15;
const callsEach = 60;
const signedSizeBytes = 8_500;
/** What a signature adds, with its certificate. */
const signatureSizeBytes = 2_300;
/** Aims for RSA-2048. */
const limits = { sign: '≤ 0.9', verify: '≤ 0.5' } as const;

/** CPU time of this process for XML signatures, beside the key alone in the same run: the rest is reading and writing XML. */
export function run(): Promise<Figure[]> {
  return Promise.resolve([2048, 3072].flatMap(ofKey));
}

function ofKey(bits: number): Figure[] {
  const holder = makeHolder({ modulusLength: bits });
  const publicKey = createPublicKey(holder.privateKey);
  const document = Buffer.from(`<MsgHead xmlns="urn:head">${items(signedSizeBytes - signatureSizeBytes)}</MsgHead>`);
  const attachments = [{ contentId: 'letter@bench', bytes: Buffer.alloc(8_192, 7) }];
  const signed = signEnveloped(document, holder);
  const message = signEbms(envelope, attachments, holder);
  const value = sign('sha256', document, holder.privateKey);
  const size = `${(signed.byteLength / 1000).toFixed(1)} kB`;
  const messageSize = `${(message.byteLength / 1000).toFixed(1)} kB and 8 kB attached`;
  const figure = (what: string, note: string, call: () => unknown, limit?: string): Figure => ({
    name: `RSA-${bits}: ${what}`,
    value: bestCpuMs(rounds, callsEach, call),
    unit: 'CPU-ms',
    ...(limit && bits === 2048 && { limit }),
    note,
  });
  return [
    figure('the key alone, sign', size, () => sign('sha256', document, holder.privateKey)),
    figure('the key alone, verify', size, () => verify('sha256', document, publicKey, value)),
    figure('sign a document', size, () => signEnveloped(document, holder), limits.sign),
    figure('verify a document', size, () => valid(verifyEnveloped(signed, [holder])), limits.verify),
    figure('sign a message', messageSize, () => signEbms(envelope, attachments, holder), limits.sign),
    figure('verify a message', messageSize, () => valid(verifyEbms(message, attachments, [holder])), limits.verify),
  ];
}

function valid(verdict: XmlSignatureVerdict): void {
  if (!verdict.valid) throw new Error(`a right signature was refused: ${verdict.reason}`);
}

function items(sizeBytes: number): string {
  let xml = '';
  for (let index = 0; Buffer.byteLength(xml) < sizeBytes; index++) {
    xml += `<Item V="${index}" DN="Blodprøve ${index}"><Name>Østby ${index}</Name><Date>2026-11-24</Date></Item>\n`;
  }
  return xml;
}

/** The size and the parts of a real one. */
const envelope =
  Buffer.from(`<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
<SOAP:Header><eb:MessageHeader SOAP:mustUnderstand="1" eb:version="2.0"><eb:From><eb:PartyId eb:type="HER">1000</eb:PartyId><eb:Role>EPIKRISEsender</eb:Role></eb:From><eb:To><eb:PartyId eb:type="HER">2000</eb:PartyId><eb:Role>EPIKRISEreceiver</eb:Role></eb:To><eb:CPAId>1000_2000</eb:CPAId><eb:ConversationId>1</eb:ConversationId><eb:Service>S-EPIKRISE</eb:Service><eb:Action>EPIKRISE</eb:Action><eb:MessageData><eb:MessageId>1</eb:MessageId><eb:Timestamp>2026-11-24T12:00:00Z</eb:Timestamp></eb:MessageData><eb:DuplicateElimination/></eb:MessageHeader><eb:AckRequested SOAP:mustUnderstand="1" eb:version="2.0" eb:signed="true"/></SOAP:Header>
<SOAP:Body><eb:Manifest eb:version="2.0"><eb:Reference xlink:href="cid:letter@bench" xlink:type="simple"/></eb:Manifest></SOAP:Body>
</SOAP:Envelope>`);
