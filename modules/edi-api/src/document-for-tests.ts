import { randomUUID } from 'node:crypto';

/** A party as a document names it: the organisation, and the unit in it. */
export interface NamedParty {
  readonly organizationHerId: number | string;
  readonly herId: number | string;
  readonly name: string;
}

export const hospital: NamedParty = { organizationHerId: 8200100, herId: 8200101, name: 'Medisinsk avdeling' };
export const gpOffice: NamedParty = { organizationHerId: 8200300, herId: 8200301, name: 'Fastlegetjenesten' };
export const nursingHome: NamedParty = { organizationHerId: 8200400, herId: 8200401, name: 'Lia sykehjem' };

export interface WantedDocument {
  readonly messageId?: string;
  readonly type?: string;
  readonly conversationId?: string;
  readonly sender?: NamedParty;
  readonly receiver?: NamedParty;
  readonly copyTo?: NamedParty;
  /** Stands in the place of the whole `Sender` element. */
  readonly senderXml?: string;
  readonly generatedAt?: string;
  /** Bytes of an attachment, for a document of a wanted size. */
  readonly attachmentBytes?: number;
}

/** A dialog message in a MsgHead 1.2, made for tests; its patient has a name and no number. */
export function documentForTests(wanted: WantedDocument = {}): Buffer {
  const {
    messageId = randomUUID(),
    type = 'DIALOG_HELSEFAGLIG',
    conversationId,
    sender = hospital,
    receiver = gpOffice,
    copyTo,
    senderXml = `<Sender>${partyXml(sender)}</Sender>`,
    generatedAt = '2026-03-02T07:59:00+01:00',
    attachmentBytes = 0,
  } = wanted;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="${type}" DN="Helsefaglig dialog"/>
    <MIGversion>v1.2 2006-05-24</MIGversion>
    <GenDate>${generatedAt}</GenDate>
    <MsgId>${messageId}</MsgId>${conversationXml(conversationId)}
    ${senderXml}
    <Receiver>${partyXml(receiver)}</Receiver>${copyXml(copyTo)}
    <Patient><FamilyName>Aasgaard</FamilyName><GivenName>Torleif</GivenName></Patient>
  </MsgInfo>
  <Document>
    <RefDoc>
      <MsgType V="XML" DN="XML-instans"/>
      <Content>
        <Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23">
          <Notat>
            <TemaKodet V="1" S="2.16.578.1.12.4.1.1.8127" DN="Henvendelse om pasient"/>
            <TekstNotatInnhold>Ber om oppdatert medisinliste.</TekstNotatInnhold>
          </Notat>
        </Dialogmelding>
      </Content>
    </RefDoc>
  </Document>${attachmentXml(attachmentBytes)}
</MsgHead>
`);
}

export function partyXml({ organizationHerId, herId, name }: NamedParty): string {
  return `
      <Organisation>
        <OrganisationName>Virksomhet ${organizationHerId}</OrganisationName>
        ${herIdXml(organizationHerId)}
        <Organisation>
          <OrganisationName>${name}</OrganisationName>
          ${herIdXml(herId)}
        </Organisation>
      </Organisation>
    `;
}

export function herIdXml(herId: number | string): string {
  return `<Ident><Id>${herId}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>`;
}

function conversationXml(conversationId: string | undefined): string {
  if (conversationId === undefined) return '';
  const id = conversationId.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `
    <ConversationRef><RefToParent>${id}</RefToParent><RefToConversation>${id}</RefToConversation></ConversationRef>`;
}

function copyXml(copyTo: NamedParty | undefined): string {
  if (copyTo === undefined) return '';
  return `
    <OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/>${partyXml(copyTo)}</OtherReceiver>`;
}

function attachmentXml(sizeBytes: number): string {
  if (sizeBytes === 0) return '';
  const content = Buffer.alloc(Math.ceil((sizeBytes * 3) / 4), 'vedlegg')
    .toString('base64')
    .slice(0, sizeBytes & ~3);
  return `
  <Document>
    <DocumentConnection V="V" DN="Vedlegg"/>
    <RefDoc>
      <MsgType V="A" DN="Vedlegg"/>
      <MimeType>application/pdf</MimeType>
      <Content>
        <Base64Container xmlns="http://www.kith.no/xmlstds/base64container">${content}</Base64Container>
      </Content>
    </RefDoc>
  </Document>`;
}
