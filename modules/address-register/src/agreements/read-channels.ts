import { all, at, type Node } from './cpa-elements.ts';
import { readDuration } from './duration.ts';
import type { Channel } from './party-info.ts';
import type { PerMessage, SyncReplyMode, TermsTransport } from './terms.ts';

const perMessage: readonly string[] = ['always', 'never', 'perMessage'] satisfies PerMessage[];
const syncReplyModes: readonly string[] = [
  ...(['none', 'mshSignalsOnly', 'signalsOnly', 'responseOnly', 'signalsAndResponse'] satisfies SyncReplyMode[]),
];

/** The delivery channels of a PartyInfo whose transport we know. */
export function readChannels(party: Node): Channel[] {
  const byId = (name: string, id: string | undefined, attribute: string) =>
    all(party, name).find((node) => node.attribute(attribute) === id);
  return all(party, 'DeliveryChannel').flatMap((node): Channel[] => {
    const transport = byId('Transport', node.attribute('transportId'), 'transportId');
    const exchange = byId('DocExchange', node.attribute('docExchangeId'), 'docExchangeId');
    const id = node.attribute('channelId') ?? '';
    // Generated agreements of the national service have them empty: then the schema's defaults count.
    const characteristics = at(node, 'MessagingCharacteristics');
    const syncReplyMode = oneOf(syncReplyModes, characteristics?.attribute('syncReplyMode'), 'none') as SyncReplyMode;
    const uri = endpointOf(transport);
    const kind = transportOf(transport, syncReplyMode, `${id} ${uri ?? ''}`);
    const mode = (name: string) => oneOf(perMessage, characteristics?.attribute(name), 'perMessage') as PerMessage;
    if (!kind) return [];
    return [
      {
        id,
        transport: kind,
        ...(uri && { uri }),
        syncReplyMode,
        ackMode: mode('ackRequested'),
        ackSignatureMode: mode('ackSignatureRequested'),
        duplicateElimination: mode('duplicateElimination'),
        ...readExchange(exchange),
      },
    ];
  });
}

type Exchange = Omit<
  Channel,
  'id' | 'transport' | 'uri' | 'syncReplyMode' | 'ackMode' | 'ackSignatureMode' | 'duplicateElimination'
>;

function readExchange(exchange: Node | undefined): Exchange {
  const sender = at(exchange, 'ebXMLSenderBinding');
  const receiver = at(exchange, 'ebXMLReceiverBinding');
  const reliable = at(sender, 'ReliableMessaging');
  const signing = at(sender, 'SenderNonRepudiation');
  const retries = at(reliable, 'Retries')?.text;
  const retryIntervalMs = readDuration(at(reliable, 'RetryInterval')?.text);
  const persistDurationMs = readDuration(at(sender, 'PersistDuration')?.text);
  const algorithm = at(signing, 'SignatureAlgorithm');
  // The OID beside it often says SHA-1 where the URI says SHA-256: the URI is what products follow.
  const signatureAlgorithms = [algorithm?.attribute('w3c') ?? algorithm?.text, at(signing, 'HashFunction')?.text];
  const signingCertificateId = at(signing, 'SigningCertificateRef')?.attribute('certId');
  const encryptionCertificateId = at(receiver, 'ReceiverDigitalEnvelope', 'EncryptionCertificateRef')?.attribute(
    'certId',
  );
  return {
    ...(retries !== undefined && /^\d{1,3}$/.test(retries) && { retries: Number(retries) }),
    ...(retryIntervalMs !== undefined && { retryIntervalMs }),
    ...(persistDurationMs !== undefined && { persistDurationMs }),
    signatureAlgorithms: signatureAlgorithms.filter((uri): uri is string => uri?.startsWith('http') ?? false),
    ...(signingCertificateId && { signingCertificateId }),
    ...(encryptionCertificateId && { encryptionCertificateId }),
  };
}

/** Mail is written `mailto://name@host` in real agreements, which is no address of RFC 6068. */
function endpointOf(transport: Node | undefined): string | undefined {
  const uri = at(transport, 'TransportReceiver', 'Endpoint')?.attribute('uri');
  return uri?.replace(/^mailto:\/*/i, 'mailto:').replace(/^a?sync:(?=[^/])/i, '');
}

function transportOf(transport: Node | undefined, mode: SyncReplyMode, named: string): TermsTransport | undefined {
  const receiver = at(transport, 'TransportReceiver', 'TransportProtocol');
  const protocol = (receiver ?? at(transport, 'TransportSender', 'TransportProtocol'))?.text.toUpperCase();
  if (protocol === 'SMTP') return 'smtp';
  // An answer in the same breath; signals alone may come so over the asynchronous form too.
  if (protocol?.startsWith('HTTP')) return mode === 'none' || mode === 'mshSignalsOnly' ? 'http-async' : 'http-sync';
  if (protocol?.startsWith('AMQP')) return /sync/i.test(named.replaceAll(/async/gi, '')) ? 'amqp-sync' : 'amqp';
  return undefined;
}

const oneOf = (known: readonly string[], text: string | undefined, otherwise: string): string =>
  text !== undefined && known.includes(text) ? text : otherwise;
