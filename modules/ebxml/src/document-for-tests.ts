import { randomUUID } from 'node:crypto';

/** A unit that documents are for, and the organisation above it. */
export interface PartyForTests {
  readonly organizationHerId: number;
  readonly organizationNumber: string;
  readonly herId: number;
  readonly name: string;
  readonly ediAddress: string;
}

export const hospital: PartyForTests = {
  organizationHerId: 8200100,
  organizationNumber: '310001015',
  herId: 8200101,
  name: 'Medisinsk avdeling',
  ediAddress: 'sykehuset@edi.nord.example',
};

export const gpOffice: PartyForTests = {
  organizationHerId: 8200300,
  organizationNumber: '310004049',
  herId: 8200301,
  name: 'Fastlegetjenesten',
  ediAddress: 'legekontoret@edi.sor.example',
};

export interface WantedDocument {
  readonly messageId?: string;
  readonly type?: string;
  readonly sender?: PartyForTests;
  readonly receiver?: PartyForTests;
  readonly generatedAt?: string;
  readonly text?: string;
  /** Bytes of an attachment, for a document of a wanted size. */
  readonly attachmentBytes?: number;
  /** Leaves out what its standard wants. */
  readonly isBroken?: boolean;
}

/** A dialog message in a MsgHead 1.2, made for tests; its patient has a name and no number. */
export function documentForTests(wanted: WantedDocument = {}): Buffer {
  const { messageId = randomUUID(), type = 'DIALOG_HELSEFAGLIG', sender = hospital, receiver = gpOffice } = wanted;
  const { generatedAt = '2026-03-02T07:59:00+01:00', text = 'Ber om oppdatert medisinliste.' } = wanted;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="${type}" DN="Helsefaglig dialog"/>
    <MIGversion>v1.2 2006-05-24</MIGversion>
    <GenDate>${generatedAt}</GenDate>
    <MsgId>${messageId}</MsgId>
    <Sender>${partyXml(sender)}</Sender>
    <Receiver>${partyXml(receiver)}</Receiver>
    <Patient>${wanted.isBroken ? '' : '<FamilyName>Aasgaard</FamilyName>'}<GivenName>Torleif</GivenName></Patient>
  </MsgInfo>
  <Document>
    <RefDoc>
      <MsgType V="XML" DN="XML-instans"/>
      <Content>
        <Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23">
          <Notat>
            ${wanted.isBroken ? '' : '<TemaKodet V="1" S="2.16.578.1.12.4.1.1.8127" DN="Henvendelse om pasient"/>'}
            <TekstNotatInnhold>${text}</TekstNotatInnhold>
          </Notat>
        </Dialogmelding>
      </Content>
    </RefDoc>
  </Document>${attachmentXml(wanted.attachmentBytes ?? 0)}
</MsgHead>
`);
}

function partyXml({ organizationHerId, herId, name }: PartyForTests): string {
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

const herIdXml = (herId: number) =>
  `<Ident><Id>${herId}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>`;

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
