import { randomUUID } from 'node:crypto';

/** What a test or a benchmark wants of a dialog message. */
export interface SampleDialog {
  readonly sender?: SampleParty;
  readonly receiver?: SampleParty;
  /** A copy receiver beside the main one. */
  readonly copyTo?: SampleParty;
  readonly messageId?: string;
  readonly generatedAt?: string;
  readonly conversation?: { readonly parent: string; readonly first: string };
  readonly text?: string;
}

export interface SampleParty {
  readonly organizationHerId: number;
  readonly herId: number;
  readonly name: string;
}

export const hospital: SampleParty = { organizationHerId: 8100100, herId: 8100101, name: 'Medisinsk avdeling' };
export const gpOffice: SampleParty = { organizationHerId: 8100300, herId: 8100301, name: 'Fastlegetjenesten' };
export const nursingHome: SampleParty = { organizationHerId: 8100400, herId: 8100401, name: 'Solbakken sykehjem' };

/** A dialog message 1.1 in a MsgHead 1.2, made for tests and benchmarks; the patient has a name and no number. */
export function sampleDialog(wanted: SampleDialog = {}): Buffer {
  const {
    sender = hospital,
    receiver = gpOffice,
    copyTo,
    messageId = randomUUID(),
    generatedAt = new Date().toISOString(),
    conversation,
    text = 'Pasienten er innkalt til kontroll.',
  } = wanted;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="DIALOG_HELSEFAGLIG" DN="Helsefaglig dialog"/>
    <MIGversion>v1.2 2006-05-24</MIGversion>
    <GenDate>${generatedAt}</GenDate>
    <MsgId>${messageId}</MsgId>
    <Ack V="J" DN="Ja"/>${
      conversation
        ? `
    <ConversationRef>
      <RefToParent>${conversation.parent}</RefToParent>
      <RefToConversation>${conversation.first}</RefToConversation>
    </ConversationRef>`
        : ''
    }
    <Sender>${partyXml(sender)}</Sender>
    <Receiver>${partyXml(receiver)}</Receiver>${
      copyTo
        ? `
    <OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/>${partyXml(copyTo)}</OtherReceiver>`
        : ''
    }
    <Patient><FamilyName>Fjell</FamilyName><GivenName>Synne</GivenName></Patient>
  </MsgInfo>
  <Document>
    <DocumentConnection V="H" DN="Hoveddokument"/>
    <RefDoc>
      <MsgType V="XML" DN="XML-instans"/>
      <Content>
        <Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23">
          <Notat>
            <TemaKodet V="1" S="2.16.578.1.12.4.1.1.8127" DN="Henvendelse om pasient"/>
            <TekstNotatInnhold>${text}</TekstNotatInnhold>
          </Notat>
        </Dialogmelding>
      </Content>
    </RefDoc>
  </Document>
</MsgHead>
`);
}

function partyXml({ organizationHerId, herId, name }: SampleParty): string {
  const ident = (id: number) =>
    `<Ident><Id>${id}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>`;
  return `
      <Organisation>
        <OrganisationName>Virksomhet ${organizationHerId}</OrganisationName>
        ${ident(organizationHerId)}
        <Organisation>
          <OrganisationName>${name}</OrganisationName>
          ${ident(herId)}
        </Organisation>
      </Organisation>
    `;
}
