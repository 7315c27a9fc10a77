import { withDocument } from '@samband/xml';
import { AgreementUnreadable } from '../errors.ts';
import { all, at, CPPA_NAMESPACE, type Node, nodeOf } from './cpa-elements.ts';
import { type AgreedAction, type AgreedRole, type AgreementContent, type PartyInfo, processId } from './party-info.ts';
import { readChannels } from './read-channels.ts';

/** The largest real ones have 160 kB. */
export const AGREEMENT_SIZE_MAX_BYTES = 2_000_000;

/**
 * Reads a CPA that anybody made. Undefined for the empty element by which the national service says that there is none.
 * What it says of its own status is left aside: every real one says `proposed`, in production too. Throws
 * `AgreementUnreadable`, `XmlRefused`, `XmlNotWellFormed`.
 */
export function readAgreement(bytes: Uint8Array): AgreementContent | undefined {
  return withDocument(
    bytes,
    ({ root }) => {
      const node = nodeOf(root);
      if (node.attribute('nil') === 'true') return undefined;
      const isAgreement = node.name === 'CollaborationProtocolAgreement' && root.namespaceUri === CPPA_NAMESPACE;
      if (!isAgreement) throw new AgreementUnreadable('The document is no CollaborationProtocolAgreement 2.0');
      const [first, second, ...more] = all(node, 'PartyInfo').map(readPartyInfo);
      const cpaId = node.attribute('cpaid');
      if (!first || !second || more.length > 0) throw new AgreementUnreadable('An agreement has two parties');
      if (!cpaId || cpaId.length > 200)
        throw new AgreementUnreadable('An agreement has an id of at most 200 characters');
      return {
        cpaId,
        startsAt: instant(at(node, 'Start')),
        endsAt: instant(at(node, 'End')),
        parties: [first, second],
      };
    },
    { sizeMaxBytes: AGREEMENT_SIZE_MAX_BYTES },
  );
}

/** The party of a CPP that anybody made; undefined for the empty element. Throws as `readAgreement`. */
export function readProfile(bytes: Uint8Array): PartyInfo | undefined {
  return withDocument(
    bytes,
    ({ root }) => {
      const node = nodeOf(root);
      if (node.attribute('nil') === 'true') return undefined;
      const [party] = all(node, 'PartyInfo');
      if (node.name !== 'CollaborationProtocolProfile' || !party)
        throw new AgreementUnreadable('The document is no CollaborationProtocolProfile 2.0');
      return readPartyInfo(party);
    },
    { sizeMaxBytes: AGREEMENT_SIZE_MAX_BYTES },
  );
}

function readPartyInfo(party: Node): PartyInfo {
  const ids = all(party, 'PartyId').map((node) => ({ type: node.attribute('type') ?? '', value: node.text }));
  const herId = Number(ids.find(({ type }) => type.toUpperCase() === 'HER')?.value);
  if (!Number.isInteger(herId)) throw new AgreementUnreadable('A party of the agreement has no HER-id');
  const channels = readChannels(party);
  return {
    herId,
    name: party.attribute('partyName') ?? '',
    ids,
    roles: all(party, 'CollaborationRole').map(readRole),
    certificates: all(party, 'Certificate').flatMap(readNamedCertificate),
    channels,
    defaultChannelId: party.attribute('defaultMshChannelId') ?? channels[0]?.id ?? '',
  };
}

function readRole(node: Node): AgreedRole {
  const process = at(node, 'ProcessSpecification');
  const binding = at(node, 'ServiceBinding');
  const encryptionCertificateId = at(node, 'ApplicationCertificateRef')?.attribute('certId');
  return {
    process: {
      uuid: processId(process?.attribute('uuid') ?? process?.attribute('name') ?? ''),
      name: process?.attribute('name') ?? '',
      version: process?.attribute('version') ?? '',
    },
    role: at(node, 'Role')?.attribute('name') ?? '',
    service: at(binding, 'Service')?.text ?? '',
    ...(encryptionCertificateId && { encryptionCertificateId }),
    actions: [
      ...all(binding, 'CanSend').map(readAction('send')),
      ...all(binding, 'CanReceive').map(readAction('receive')),
    ],
  };
}

const readAction =
  (direction: AgreedAction['direction']) =>
  (node: Node): AgreedAction => {
    const binding = at(node, 'ThisPartyActionBinding');
    return {
      direction,
      action: binding?.attribute('action') ?? '',
      packageId: binding?.attribute('packageId') ?? '',
      channelIds: all(binding, 'ChannelId').map(({ text }) => text),
    };
  };

function readNamedCertificate(node: Node): PartyInfo['certificates'] {
  const value = at(node, 'KeyInfo', 'X509Data', 'X509Certificate')?.text.replaceAll(/\s/g, '');
  const id = node.attribute('certId');
  return id && value ? [{ id, value }] : [];
}

function instant(node: Node | undefined): Date {
  const read = new Date(node?.text ?? '');
  if (Number.isNaN(read.getTime())) throw new AgreementUnreadable('An agreement says when it starts and ends');
  return read;
}
