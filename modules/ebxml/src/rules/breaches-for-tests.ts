import { clinicHerId, hospitalHerId } from '../messages/messages-for-tests.ts';
import { mshService } from '../messages/names.ts';
import type { RuleContext } from './rule-context.ts';

/** A message in pieces, so that a test can break one of them: rules do not need the signature to be right. */
export interface Pieces {
  readonly head: string;
  readonly soapHead: string;
  readonly soap: string;
  readonly documentHead: string;
  readonly document: string;
  readonly context: RuleContext;
}

export type Change = (pieces: Pieces) => Pieces;
const head =
  (from: RegExp | string, to: string): Change =>
  (it) => ({ ...it, head: it.head.replace(from, to) });
const soapHead =
  (from: RegExp | string, to: string): Change =>
  (it) => ({ ...it, soapHead: it.soapHead.replace(from, to) });
const soap =
  (from: RegExp | string, to: string): Change =>
  (it) => ({ ...it, soap: it.soap.replaceAll(from, to) });
const part =
  (from: RegExp | string, to: string): Change =>
  (it) => ({ ...it, documentHead: it.documentHead.replace(from, to) });
const document =
  (to: string): Change =>
  (it) => ({ ...it, document: to });
const context =
  (change: Partial<RuleContext>): Change =>
  (it) => ({ ...it, context: { ...it.context, ...change } });
const agreement =
  (change: object): Change =>
  (it) => ({
    ...it,
    context: {
      ...it.context,
      agreement: { ...(it.context.agreement as object), ...change } as RuleContext['agreement'] & object,
    },
  });
const sender =
  (change: object): Change =>
  (it) => ({
    ...it,
    context: {
      ...it.context,
      sender: { ...(it.context.sender as object), ...change } as RuleContext['sender'] & object,
    },
  });
const from = 'eb:From';
const to = 'eb:To';
const inParty =
  (party: string, change: (ids: string) => string): Change =>
  (it) => ({
    ...it,
    soap: it.soap.replace(
      new RegExp(`(<${party}>)(.*)(</${party}>)`, 's'),
      (_, open, ids, close) => `${open}${change(ids)}${close}`,
    ),
  });
const description = (json: string): Change => soap(/(<eb:Description[^>]*>)[^<]*/g, `$1${json}`);

/** By rule: what breaks it in a message with a document. */
export const breaches: Readonly<Record<string, Change>> = {
  18: head(/From: .*\n/, ''),
  80: head(/From: .*\n/, 'From:\n'),
  19: head(/To: .*\n/, ''),
  81: head(/To: .*\n/, 'To:\n'),
  250: head(/Message-ID: .*\n/, ''),
  251: head(/Message-ID: .*\n/, 'Message-ID:\n'),
  20: head(/Date: .*\n/, ''),
  83: head(/Date: .*\n/, 'Date:\n'),
  21: head(/MIME-Version: .*\n/, ''),
  82: head('MIME-Version: 1.0', 'MIME-Version: 2.0'),
  22: head(/SOAPAction: .*\n/, ''),
  51: head('"ebXML"', '"ebxml"'),
  252: (it) => ({ ...it, head: it.head.replace(/Content-Type: .*/, 'Content-Type: text/plain') }),
  66: head('multipart/related', 'multipart/mixed'),
  253: head('type="text/xml"; ', ''),
  'start-parameter': head('<soap@x>', '<other@x>'),
  67: soapHead('text/xml', 'application/xml'),
  255: soapHead('text/xml', 'application/xml'),
  256: soapHead('; charset="UTF-8"', ''),
  257: soapHead('Content-Transfer-Encoding: 8bit\n', ''),
  258: soapHead('8bit', '7bit'),
  259: part('base64', '8bit'),
  260: part('; smime-type=enveloped-data', ''),
  263: document('PERvY3VtZW50Lz4='),
  78: soap(/<\?xml[^>]*>\n?/g, ''),
  68: soap('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
  'not-well-formed': soap('</SOAP:Envelope>', ''),
  86: soap(
    'xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"',
    'xmlns:SOAP="urn:x" xmlns:y="http://schemas.xmlsoap.org/soap/envelope/"',
  ),
  16: soap('</SOAP:Body>', '</SOAP:Body><SOAP:Body/>'),
  17: soap(/<eb:ConversationId>.*<\/eb:ConversationId>/g, ''),
  43: soap('SOAP:Envelope', 'SOAP:Letter'),
  2: soap(/<SOAP:Header>.*<\/SOAP:Header>/gs, ''),
  3: soap(/<SOAP:Body>.*<\/SOAP:Body>/gs, ''),
  100: soap('</SOAP:Header>', '<x:Y xmlns:x="urn:x" SOAP:mustUnderstand="1"/></SOAP:Header>'),
  'sync-reply': soap(
    '</SOAP:Header>',
    '<eb:SyncReply eb:version="2.0" SOAP:mustUnderstand="1" SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"/></SOAP:Header>',
  ),
  101: soap('</SOAP:Body>', '<x:Y xmlns:x="urn:x"/></SOAP:Body>'),
  4: soap(/<eb:MessageHeader.*<\/eb:MessageHeader>/gs, ''),
  8: soap(/(<eb:MessageHeader[^>]*) eb:version="2.0"/g, '$1'),
  70: soap(/(<eb:MessageHeader[^>]*) eb:version="2.0"/g, '$1 eb:version="3.0"'),
  7: soap(/(<eb:MessageHeader[^>]*) SOAP:mustUnderstand="1"/g, '$1'),
  69: soap(/(<eb:MessageHeader[^>]*) SOAP:mustUnderstand="1"/g, '$1 SOAP:mustUnderstand="true"'),
  76: soap(/<eb:MessageId>.*?<\/eb:MessageId>/g, ''),
  102: soap(/<eb:MessageId>.*?<\/eb:MessageId>/g, '<eb:MessageId>number one</eb:MessageId>'),
  77: soap(/<eb:Timestamp>.*?<\/eb:Timestamp>/g, ''),
  'timestamp-form': soap(/<eb:Timestamp>.*?<\/eb:Timestamp>/g, '<eb:Timestamp>today</eb:Timestamp>'),
  'timestamp-utc': soap('12:00:00Z</eb:Timestamp>', '13:00:00+01:00</eb:Timestamp>'),
  'time-to-live': soap('</eb:MessageData>', '<eb:TimeToLive>2026-11-24T11:00:00Z</eb:TimeToLive></eb:MessageData>'),
  11: soap(/<eb:CPAId>.*<\/eb:CPAId>/g, ''),
  12: soap(/<eb:CPAId>.*<\/eb:CPAId>/g, '<eb:CPAId>nav:qass:1</eb:CPAId>'),
  'conversation-id': soap(/<eb:ConversationId>.*<\/eb:ConversationId>/g, ''),
  47: soap(/<eb:Service>.*<\/eb:Service>/g, ''),
  71: soap(/<eb:Service>.*<\/eb:Service>/g, '<eb:Service/>'),
  48: soap(/<eb:Action>.*<\/eb:Action>/g, ''),
  72: soap(/<eb:Action>.*<\/eb:Action>/g, '<eb:Action/>'),
  10: soap(/<eb:From>.*<\/eb:From>/gs, ''),
  9: soap(/<eb:To>.*<\/eb:To>/gs, ''),
  58: inParty(from, () => ''),
  59: inParty(to, () => ''),
  25: inParty(from, (ids) => `<eb:PartyId eb:type="ENH"/>${ids}`),
  55: inParty(to, (ids) => `<eb:PartyId eb:type="ENH"/>${ids}`),
  60: inParty(from, (ids) => ids.replace('HER', 'ENH')),
  61: inParty(to, (ids) => ids.replace('HER', 'ENH')),
  14: inParty(from, (ids) => `${ids}<eb:PartyId eb:type="HER">8000999</eb:PartyId>`),
  13: inParty(to, (ids) => `${ids}<eb:PartyId eb:type="HER">8000999</eb:PartyId>`),
  31: inParty(from, (ids) => ids.replace(/>\d+</, '>8000x<')),
  56: inParty(to, (ids) => ids.replace(/>\d+</, '>8000x<')),
  29: context({ sender: 'unknown' }),
  54: context({ receiver: 'unknown' }),
  30: sender({ type: 'organization' }),
  110: context({ agreement: 'unknown' }),
  111: agreement({ herIds: [clinicHerId] }),
  112: agreement({ herIds: [hospitalHerId] }),
  113: agreement({ validFrom: new Date('2026-12-01') }),
  114: agreement({ validTo: new Date('2026-11-01') }),
  261: head('hospital@', 'other@'),
  262: head('clinic@', 'other@'),
  79: sender({ signingCertificates: [] }),
  44: sender({ signingCertificates: [new Uint8Array([1])] }),
  45: soap(/<ds:Signature .*<\/ds:Signature>/gs, ''),
  52: soap(/(<ds:Signature .*<\/ds:Signature>)/gs, '$1$1'),
  363: soap(/<ds:SignedInfo>.*<\/ds:SignedInfo>/gs, ''),
  42: soap(/<ds:SignatureValue>.*?<\/ds:SignatureValue>/gs, ''),
  39: soap(/<ds:Reference .*<\/ds:Reference>/gs, ''),
  40: soap('<ds:Reference URI="">', '<ds:Reference URI="#a">'),
  34: soap('<ds:Reference URI="cid:', '<ds:Reference URI="http:'),
  85: soap('<ds:Reference URI="">', '<ds:Reference>'),
  64: soap(/<ds:DigestValue>.*?<\/ds:DigestValue>/g, ''),
  33: soap('xmlenc#sha256', 'xmldsig-more#md5'),
  37: soap('#enveloped-signature', '#other'),
  36: soap('REC-xpath-19991116', 'REC-xslt-19991116'),
  35: soap(/(<ds:Transform Algorithm="[^"]*REC-xml-c14n-20010315)"/g, '$1#WithComments"'),
  38: soap(/<ds:Transform Algorithm="[^"]*c14n[^"]*"\/>/g, ''),
  84: soap('xmldsig-more#rsa-sha256', 'dsa-sha1'),
  32: soap(/<ds:KeyInfo>.*<\/ds:KeyInfo>/gs, ''),
  41: soap(/<ds:X509Data>.*<\/ds:X509Data>/gs, ''),
  103: soap(/<ds:X509Certificate>.*<\/ds:X509Certificate>/gs, ''),
  65: soap(/(<ds:X509Certificate>.*<\/ds:X509Certificate>)/gs, '$1$1'),
  46: soap(/<ds:X509Certificate>.*<\/ds:X509Certificate>/gs, '<ds:X509Certificate>AAAA</ds:X509Certificate>'),
  104: soap('2026-11-24T12', '2016-11-24T12'),
  105: soap('2026-11-24T12', '2046-11-24T12'),
  50: context({ signature: { valid: false, reason: 'digest-mismatch', references: [] } }),
  'no-kind': (it) => ({
    ...it,
    soap: it.soap.replace(/<eb:(AckRequested[^>]*>|Manifest.*<\/eb:Manifest>)/gs, '').replace('S-EPIKRISE', mshService),
  }),
  role: soap(/<eb:Role>.*?<\/eb:Role>/g, ''),
  74: soap('<eb:DuplicateElimination/>', ''),
  75: soap(/<eb:AckRequested[^>]*>/g, ''),
  'ack-requested-must-understand': soap(/(<eb:AckRequested[^>]*) SOAP:mustUnderstand="1"/g, '$1'),
  94: soap('eb:signed="true"', 'eb:signed="false"'),
  manifest: soap(/<eb:Manifest.*<\/eb:Manifest>/gs, ''),
  5: soap(/<eb:Manifest eb:version="2.0"/g, '<eb:Manifest eb:version="1.0"'),
  6: soap(/<eb:Reference.*<\/eb:Reference>/gs, ''),
  'manifest-href': soap(/xlink:href="[^"]*"/g, 'xlink:href=""'),
  27: document(''),
  23: part('document@', 'another@'),
  265: soap(/eb:location="[^"]*"/g, 'eb:location=""'),
  266: soap(/ eb:version="1.2"/g, ''),
  267: soap(/eb:location="[^"]*"/g, 'eb:location="urn:x"'),
  268: soap('eb:version="1.2"', 'eb:version="1.9"'),
  269: soap('<eb:Action>EPIKRISE', '<eb:Action>HENVISNING'),
  270: context({ documentNamespaces: ['urn:other'] }),
  271: description('{"MSH-versjon":"1"}'),
  272: description('{"MSH-system":"A"}'),
  273: description('{"MSH-system":"","MSH-versjon":"1"}'),
  274: description('{"MSH-system":"A","MSH-versjon":" "}'),
  279: soap(/<eb:Description.*<\/eb:Description>/g, ''),
};

const addRole: Change = inParty(from, (ids) => `${ids}<eb:Role>A</eb:Role>`);
/** In an acknowledgment. */
export const ofAcknowledgment: Readonly<Record<string, Change>> = {
  106: soap(/<eb:Service>.*<\/eb:Service>/g, '<eb:Service>S-EPIKRISE</eb:Service>'),
  107: soap('<eb:Action>Acknowledgment', '<eb:Action>Ack'),
  108: soap(/<eb:RefToMessageId>.*?<\/eb:RefToMessageId>/g, ''),
  109: soap('</eb:MessageData>', '<eb:RefToMessageId>a@b</eb:RefToMessageId></eb:MessageData>'),
  115: soap('</SOAP:Header>', '<eb:ErrorList/></SOAP:Header>'),
  116: soap(/(<eb:Acknowledgment.*?)<ds:Reference [^>]*URI="">.*?<\/ds:Reference>/gs, '$1'),
  117: soap(/(<eb:Acknowledgment.*?URI=")cid:/gs, '$1'),
  'role-on-signal': addRole,
  'duplicate-elimination-on-signal': soap('</eb:MessageHeader>', '<eb:DuplicateElimination/></eb:MessageHeader>'),
  'ack-requested-on-signal': soap('</SOAP:Header>', '<eb:AckRequested/></SOAP:Header>'),
};
/** In an error. */
export const ofMessageError: Readonly<Record<string, Change>> = {
  120: soap(/<eb:Service>.*<\/eb:Service>/g, '<eb:Service>S-EPIKRISE</eb:Service>'),
  121: soap('<eb:Action>MessageError', '<eb:Action>Error'),
  122: soap(/<eb:RefToMessageId>.*?<\/eb:RefToMessageId>/g, ''),
  123: soap('</SOAP:Header>', '<eb:Acknowledgment/></SOAP:Header>'),
};
