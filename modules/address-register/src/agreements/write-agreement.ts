import { element, markupBytes, type XmlContent, type XmlMarkup } from '@samband/xml';
import { CPPA_NAMESPACE } from './cpa-elements.ts';
import type { AgreementContent, PartyInfo } from './party-info.ts';
import { documentsIn } from './process-catalogue.ts';
import { writeChannel } from './write-channels.ts';
import { writePartyRole } from './write-roles.ts';

const MSH_PACKAGE = 'package_mshsignal';
const NAMESPACES = {
  'xmlns:tns': CPPA_NAMESPACE,
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
};

/** An agreement as OASIS CPP/CPA 2.0 writes it. Its status is `agreed`: it is in force when it is made. */
export function writeAgreement({ cpaId, startsAt, endsAt, parties }: AgreementContent): Uint8Array {
  return markupBytes(
    element(
      'tns:CollaborationProtocolAgreement',
      { ...NAMESPACES, 'tns:cpaid': cpaId, 'tns:version': '2_0b' },
      element('tns:Status', { 'tns:value': 'agreed' }),
      element('tns:Start', {}, startsAt.toISOString()),
      element('tns:End', {}, endsAt.toISOString()),
      parties.map(writeParty),
      writePackages(parties),
    ),
  );
}

/** A profile as OASIS CPP/CPA 2.0 writes it. */
export function writeProfile(cppId: string, party: PartyInfo): Uint8Array {
  return markupBytes(
    element(
      'tns:CollaborationProtocolProfile',
      { ...NAMESPACES, 'tns:cppid': cppId, 'tns:version': '2_0b' },
      writeParty(party),
      writePackages([party]),
    ),
  );
}

function writeParty(party: PartyInfo): XmlMarkup {
  return element(
    'tns:PartyInfo',
    {
      ...{ 'tns:partyName': party.name, 'tns:defaultMshChannelId': party.defaultChannelId },
      'tns:defaultMshPackageId': MSH_PACKAGE,
    },
    party.ids.map(({ type, value }) => element('tns:PartyId', { 'tns:type': type }, value)),
    element('tns:PartyRef', { 'xlink:type': 'simple', 'xlink:href': `urn:her-id:${party.herId}` }),
    party.roles.map((role) => writePartyRole(role, party.herId)),
    party.certificates.map(({ id, value }) =>
      element(
        'tns:Certificate',
        { 'tns:certId': id },
        element('ds:KeyInfo', {}, element('ds:X509Data', {}, element('ds:X509Certificate', {}, value))),
      ),
    ),
    writeChannels(party),
  );
}

/** The schema wants all channels, then all transports, then all exchanges. */
function writeChannels(party: PartyInfo): XmlContent {
  const written = party.channels.map(writeChannel);
  return (['channel', 'transport', 'exchange'] as const).map((part) => written.map((each) => each[part]));
}

function writePackages(parties: readonly PartyInfo[]): XmlContent {
  const ids = parties.flatMap(({ roles }) => roles.flatMap(({ actions }) => actions.map(({ packageId }) => packageId)));
  const packages = [...new Set(ids)].sort();
  return [
    packages.map(writeDocuments),
    element('tns:SimplePart', { 'tns:id': 'msg_header', 'tns:mimetype': 'text/xml' }),
    packages.map((id) => writePackage(id, [encrypted(id)], enclosed(id))),
    writePackage(MSH_PACKAGE, [], 'msg_header'),
  ];
}

const partOf = (packageId: string): string => packageId.replace(/^package_/, 'message_');
const enclosed = (packageId: string): string => packageId.replace(/^package_/, 'enc_');

function writeDocuments(packageId: string): XmlMarkup {
  const namespaces = documentsIn(packageId).map(({ namespace, version, schema }) =>
    element('tns:NamespaceSupported', { 'tns:location': schema || namespace, 'tns:version': version }, namespace),
  );
  return element('tns:SimplePart', { 'tns:id': partOf(packageId), 'tns:mimetype': 'application/xml' }, namespaces);
}

const encrypted = (packageId: string): XmlMarkup =>
  element(
    'tns:Encapsulation',
    {
      ...{ 'tns:id': enclosed(packageId), 'tns:mimetype': 'application/pkcs7-mime' },
      'tns:mimeparameters': 'smime-type="enveloped-data"',
    },
    element('tns:Constituent', { 'tns:idref': partOf(packageId) }),
  );

function writePackage(id: string, parts: readonly XmlMarkup[], last: string): XmlMarkup {
  const constituents = [...new Set(['msg_header', last])].map((each) =>
    element('tns:Constituent', { 'tns:idref': each }),
  );
  return element(
    'tns:Packaging',
    { 'tns:id': id },
    element('tns:ProcessingCapabilities', { 'tns:parse': 'true', 'tns:generate': 'true' }),
    element(
      'tns:CompositeList',
      {},
      parts,
      element(
        'tns:Composite',
        { 'tns:id': `composite_${id}`, 'tns:mimetype': 'multipart/related', 'tns:mimeparameters': 'type="text/xml"' },
        constituents,
      ),
    ),
  );
}
