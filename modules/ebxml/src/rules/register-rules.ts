import { timeOf } from '../messages/read-header.ts';
import type { Rule } from './rule.ts';
import type { RegisteredParty, RuleContext } from './rule-context.ts';
import type { RuleSubject } from './rule-subject.ts';

const secondLevel = new Set(['service', 'organizationperson']);
type Found = RuleContext['sender'];
const known = (party: Found): RegisteredParty | undefined => (party === 'unknown' ? undefined : party);
const isFirstLevel = (party: Found) =>
  party !== 'unknown' && !!party && !secondLevel.has(party.type.toLowerCase().replaceAll(/[-_ ]/g, ''));

/** The address of a head field, as one compares them: without name, brackets or `mailto:`. */
function addressIn(text: string | undefined): string | undefined {
  const bare = /<([^<>]*)>/.exec(text ?? '')?.[1] ?? text;
  return bare
    ?.trim()
    .replace(/^mailto:(\/\/)?/i, '')
    .toLowerCase();
}

function isOtherAddress(head: string | undefined, party: Found): boolean {
  const addresses = known(party)?.addresses.map(addressIn);
  return head !== undefined && addresses !== undefined && !addresses.includes(addressIn(head));
}

const agreementOf = ({ context: { agreement } }: RuleSubject) => (agreement === 'unknown' ? undefined : agreement);

/** HITS 1172 §5.9: what the address register says of the two, of their agreement and of the key. */
export const registerRules: readonly Rule[] = [
  {
    number: 29,
    en: 'The register does not know the sender’s HER-id.',
    nb: 'Adresseregisteret kjenner ikke avsenderens HER-id.',
    source: 'HIS 1153-1 §4.2 AD1.19',
    effect: 'fault',
    needs: 'sender',
    isBroken: ({ context }) => context.sender === 'unknown',
  },
  {
    number: 54,
    en: 'The register does not know the receiver’s HER-id.',
    nb: 'Adresseregisteret kjenner ikke mottakerens HER-id.',
    source: 'HIS 1153-1 §4.2 AD1.18',
    effect: { error: 'DeliveryFailure' },
    at: '/SOAP:Envelope/SOAP:Header/eb:MessageHeader/eb:To/eb:PartyId',
    needs: 'receiver',
    isBroken: ({ context }) => context.receiver === 'unknown',
  },
  {
    number: 30,
    en: 'The sender must be a service or a person in an organisation, by the register.',
    nb: 'Avsenderen skal være en tjeneste eller en person i en organisasjon i Adresseregisteret.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'record',
    needs: 'sender',
    isBroken: ({ context }) => isFirstLevel(context.sender),
  },
  {
    number: 54,
    en: 'The receiver must be a service or a person in an organisation, by the register.',
    nb: 'Mottakeren skal være en tjeneste eller en person i en organisasjon i Adresseregisteret.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'record',
    needs: 'receiver',
    isBroken: ({ context }) => isFirstLevel(context.receiver),
  },
  {
    number: 110,
    en: 'The register has no agreement with the UUID in CPAId.',
    nb: 'Adresseregisteret har ingen avtale med UUID-en i CPAId.',
    source: 'HITS 1172 §5.9.2',
    effect: 'record',
    needs: 'agreement',
    isBroken: ({ context }) => context.agreement === 'unknown',
  },
  {
    number: 111,
    en: 'The agreement is not one of the sender’s.',
    nb: 'Avsenderen er ikke part i avtalen.',
    source: 'CPP/CPA §3.3.1.1.1',
    effect: { error: 'Inconsistent' },
    at: '/SOAP:Envelope/SOAP:Header/eb:MessageHeader/eb:CPAId',
    needs: 'agreement',
    isBroken: (it) => agreementOf(it)?.herIds.includes(it.header?.from?.herId ?? 0) === false,
  },
  {
    number: 112,
    en: 'The agreement is not one of the receiver’s.',
    nb: 'Mottakeren er ikke part i avtalen.',
    source: 'CPP/CPA §3.3.1.1.1',
    effect: { error: 'Inconsistent' },
    at: '/SOAP:Envelope/SOAP:Header/eb:MessageHeader/eb:CPAId',
    needs: 'agreement',
    isBroken: (it) => agreementOf(it)?.herIds.includes(it.header?.to?.herId ?? 0) === false,
  },
  {
    number: 113,
    en: 'Timestamp is before the agreement begins.',
    nb: 'Timestamp er før avtalen begynner å gjelde.',
    source: 'CPP/CPA',
    effect: 'record',
    needs: 'agreement',
    isBroken: (it) => isBefore(timeOf(it.header?.timestamp), agreementOf(it)?.validFrom),
  },
  {
    number: 114,
    en: 'Timestamp is after the agreement has ended.',
    nb: 'Timestamp er etter at avtalen har sluttet å gjelde.',
    source: 'CPP/CPA',
    effect: 'record',
    needs: 'agreement',
    isBroken: (it) => isBefore(agreementOf(it)?.validTo, timeOf(it.header?.timestamp)),
  },
  {
    number: 261,
    en: 'From is not the sender’s address in the register.',
    nb: 'From er ikke avsenderens edi-adresse i Adresseregisteret.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'record',
    needs: 'sender',
    isBroken: ({ wire, head, context }) => wire === 'mail' && isOtherAddress(head('From'), context.sender),
  },
  {
    number: 262,
    en: 'To is not the receiver’s address in the register.',
    nb: 'To er ikke mottakerens edi-adresse i Adresseregisteret.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'record',
    needs: 'receiver',
    isBroken: ({ wire, head, context }) => wire === 'mail' && isOtherAddress(head('To'), context.receiver),
  },
  {
    number: 79,
    en: 'The register has no signing certificate of the sender.',
    nb: 'Adresseregisteret har ikke noe signeringssertifikat for avsenderen.',
    source: 'HITS 1171 §5.2.5',
    effect: { error: 'SecurityFailure' },
    needs: 'sender',
    isBroken: ({ context }) => known(context.sender)?.signingCertificates.length === 0,
  },
  {
    number: 44,
    en: 'The certificate in the signature is not the one that the register has of the sender.',
    nb: 'Sertifikatet i signaturen er ikke det Adresseregisteret har for avsenderen.',
    source: 'HITS 1171 §5.2.5',
    effect: 'record',
    needs: 'sender',
    isBroken: ({ certificate, context }) => {
      const ofSender = known(context.sender)?.signingCertificates ?? [];
      return (
        certificate !== undefined &&
        ofSender.length > 0 &&
        !ofSender.some((each) => Buffer.compare(each, certificate) === 0)
      );
    },
  },
];

function isBefore(earlier: Date | undefined, later: Date | undefined): boolean {
  return earlier !== undefined && later !== undefined && earlier < later;
}
