import { element, type XmlMarkup } from '@samband/xml';
import type { AgreedAction, AgreedRole } from './party-info.ts';

/** One role of a party. Ids of bindings name the party, and count within the process: a file has each once. */
export function writePartyRole(
  { process, role, service, encryptionCertificateId, actions }: AgreedRole,
  herId: number,
): XmlMarkup {
  const link = (where: string) => ({ 'xlink:type': 'simple', 'xlink:href': where });
  const stem = `${process.name}-v${process.version}-${role}`.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  const inOrder = [
    ...actions.filter(({ direction }) => direction === 'send'),
    ...actions.filter(({ direction }) => direction === 'receive'),
  ];
  return element(
    'tns:CollaborationRole',
    {},
    element('tns:ProcessSpecification', {
      ...{ 'tns:name': process.name, 'tns:version': process.version, 'tns:uuid': process.uuid },
      ...link(`urn:process:${encodeURIComponent(process.name)}`),
    }),
    element('tns:Role', {
      'tns:name': role,
      ...link(`urn:process:${encodeURIComponent(process.name)}#${encodeURIComponent(role)}`),
    }),
    encryptionCertificateId && element('tns:ApplicationCertificateRef', { 'tns:certId': encryptionCertificateId }),
    element(
      'tns:ServiceBinding',
      {},
      element('tns:Service', { 'tns:type': 'string' }, service),
      inOrder.map((action, index) => writeAction(action, `${stem}-${herId}-${index + 1}`)),
    ),
  );
}

function writeAction({ direction, action, packageId, channelIds }: AgreedAction, id: string): XmlMarkup {
  return element(
    direction === 'send' ? 'tns:CanSend' : 'tns:CanReceive',
    {},
    element(
      'tns:ThisPartyActionBinding',
      { 'tns:id': `_${id}`, 'tns:action': action, 'tns:packageId': packageId, 'xlink:type': 'simple' },
      element('tns:BusinessTransactionCharacteristics', {
        ...{ 'tns:isNonRepudiationRequired': 'true', 'tns:isNonRepudiationReceiptRequired': 'true' },
        ...{
          'tns:isConfidential': 'persistent',
          'tns:isAuthenticated': 'persistent',
          'tns:isTamperProof': 'persistent',
        },
        ...{ 'tns:isAuthorizationRequired': 'false', 'tns:isIntelligibleCheckRequired': 'false' },
      }),
      channelIds.map((channelId) => element('tns:ChannelId', {}, channelId)),
    ),
  );
}
