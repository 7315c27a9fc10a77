import { element, type XmlContent, type XmlMarkup } from '@samband/xml';
import { writeDuration } from './duration.ts';
import type { Channel } from './party-info.ts';

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

const PROTOCOLS = {
  smtp: { name: 'SMTP', version: '1.1' },
  'http-async': { name: 'HTTP', version: '1.1' },
  'http-sync': { name: 'HTTP', version: '1.1' },
  amqp: { name: 'AMQP', version: '1.0' },
  'amqp-sync': { name: 'AMQP', version: '1.0' },
} as const;

/** A channel with a transport and an exchange of its own, named after it. */
export function writeChannel(channel: Channel): { channel: XmlMarkup; transport: XmlMarkup; exchange: XmlMarkup } {
  const [transportId, docExchangeId] = [`transport_${channel.id}`, `docexchange_${channel.id}`];
  return {
    channel: element(
      'tns:DeliveryChannel',
      { 'tns:channelId': channel.id, 'tns:transportId': transportId, 'tns:docExchangeId': docExchangeId },
      element('tns:MessagingCharacteristics', {
        ...{ 'tns:syncReplyMode': channel.syncReplyMode, 'tns:ackRequested': channel.ackMode },
        'tns:ackSignatureRequested': channel.ackSignatureMode,
        'tns:duplicateElimination': channel.duplicateElimination,
      }),
    ),
    transport: writeTransport(channel, transportId),
    exchange: element(
      'tns:DocExchange',
      { 'tns:docExchangeId': docExchangeId },
      element(
        'tns:ebXMLSenderBinding',
        { 'tns:version': '2.0' },
        reliability(channel),
        nonRepudiation(channel, 'Sender'),
      ),
      element(
        'tns:ebXMLReceiverBinding',
        { 'tns:version': '2.0' },
        ...[reliability(channel), nonRepudiation(channel, 'Receiver'), envelope(channel)],
      ),
    ),
  };
}

function writeTransport({ transport, uri }: Channel, id: string): XmlMarkup {
  const { name, version } = PROTOCOLS[transport];
  const protocol = () => element('tns:TransportProtocol', { 'tns:version': version }, name);
  return element(
    'tns:Transport',
    { 'tns:transportId': id },
    element('tns:TransportSender', {}, protocol()),
    element(
      'tns:TransportReceiver',
      {},
      protocol(),
      uri && element('tns:Endpoint', { 'tns:uri': uri, 'tns:type': 'allPurpose' }),
    ),
  );
}

function reliability({ retries, retryIntervalMs, persistDurationMs }: Channel): XmlContent {
  return [
    element(
      'tns:ReliableMessaging',
      {},
      retries === undefined ? undefined : element('tns:Retries', {}, retries),
      retryIntervalMs === undefined ? undefined : element('tns:RetryInterval', {}, writeDuration(retryIntervalMs)),
      element('tns:MessageOrderSemantics', {}, 'NotGuaranteed'),
    ),
    persistDurationMs === undefined ? undefined : element('tns:PersistDuration', {}, writeDuration(persistDurationMs)),
  ];
}

function nonRepudiation(channel: Channel, side: 'Sender' | 'Receiver'): XmlContent {
  const [signature, hash] = channel.signatureAlgorithms;
  if (!signature || !hash) return undefined;
  const { signingCertificateId } = channel;
  return element(
    `tns:${side}NonRepudiation`,
    {},
    element('tns:NonRepudiationProtocol', { 'tns:version': 'string' }, XMLDSIG),
    element('tns:HashFunction', {}, hash),
    element('tns:SignatureAlgorithm', { 'tns:w3c': signature }, signature),
    side === 'Sender' && signingCertificateId
      ? element('tns:SigningCertificateRef', { 'tns:certId': signingCertificateId })
      : undefined,
  );
}

function envelope({ encryptionCertificateId }: Channel): XmlContent {
  if (!encryptionCertificateId) return undefined;
  const aes = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';
  return element(
    'tns:ReceiverDigitalEnvelope',
    {},
    element('tns:DigitalEnvelopeProtocol', { 'tns:version': '2.0' }, 'S/MIME'),
    element('tns:EncryptionAlgorithm', { 'tns:w3c': aes }, aes),
    element('tns:EncryptionCertificateRef', { 'tns:certId': encryptionCertificateId }),
  );
}
