/** A dialog message of our own making between two invented parties, for tests. */
export function sampleDocument({
  sender = 8000011,
  receiver = 8000042,
  messageId = '5d6c9c1e-6a52-4a8c-9f43-1c2b3a4d5e6f',
} = {}): Uint8Array {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="DIALOG_HELSEFAGLIG" DN="Helsefaglig dialog"/>
    <MIGversion>v1.2 2006-05-24</MIGversion>
    <GenDate>2026-05-08T08:32:15+02:00</GenDate>
    <MsgId>${messageId}</MsgId>
    <Sender>${party('Nordfjell sykehus', 8000010, 'Nordfjell sykehus, medisinsk avdeling', sender)}</Sender>
    <Receiver>${party('Storvik legesenter', 8000040, 'Storvik legesenter, allmennlege', receiver)}</Receiver>
  </MsgInfo>
  <Document>
    <RefDoc>
      <MsgType V="XML" DN="XML-instans"/>
      <Content>
        <Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23">
          <Notat>
            <TemaKodet V="1" S="2.16.578.1.12.4.1.1.8127" DN="Generell"/>
            <TekstNotatInnhold>En prøve.</TekstNotatInnhold>
          </Notat>
        </Dialogmelding>
      </Content>
    </RefDoc>
  </Document>
</MsgHead>
`);
}

function party(organization: string, organizationHerId: number, unit: string, unitHerId: number): string {
  return `
      <Organisation>
        <OrganisationName>${organization}</OrganisationName>
        ${ident(organizationHerId)}
        <Organisation>
          <OrganisationName>${unit}</OrganisationName>
          ${ident(unitHerId)}
        </Organisation>
      </Organisation>`;
}

const ident = (herId: number): string =>
  `<Ident><Id>${herId}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>`;
