import type { EbxmlParty } from '../messages/ebxml-read.ts';
import type { Rule } from './rule.ts';

const herIds = (party: EbxmlParty | undefined) => party?.partyIds.filter(({ type }) => type === 'HER') ?? [];
const hasIds = (party: EbxmlParty | undefined) => (party?.partyIds.length ?? 0) > 0;
const hasEmpty = (party: EbxmlParty | undefined) => party?.partyIds.some(({ value }) => value === '') === true;
const hasLetters = (party: EbxmlParty | undefined) => herIds(party).some(({ value }) => /\D/.test(value));

/** HITS 1172 §5.8.4: who it is from and for. Where that cannot be read there is nobody to send an ErrorList to. */
export const partyRules: readonly Rule[] = [
  {
    number: 10,
    en: 'There is no From.',
    nb: 'From mangler.',
    source: 'ebMS 2.0 §3.1.1',
    effect: 'fault',
    isBroken: ({ header }) => !header?.from,
  },
  {
    number: 9,
    en: 'There is no To.',
    nb: 'To mangler.',
    source: 'ebMS 2.0 §3.1.1',
    effect: 'fault',
    isBroken: ({ header }) => !header?.to,
  },
  {
    number: 58,
    en: 'From has no PartyId.',
    nb: 'From mangler PartyId.',
    source: 'ebMS 2.0 §3.1.1',
    effect: 'fault',
    isBroken: ({ header }) => !!header?.from && !hasIds(header.from),
  },
  {
    number: 59,
    en: 'To has no PartyId.',
    nb: 'To mangler PartyId.',
    source: 'ebMS 2.0 §3.1.1',
    effect: 'fault',
    isBroken: ({ header }) => !!header?.to && !hasIds(header.to),
  },
  {
    number: 25,
    en: 'A PartyId of From is empty.',
    nb: 'En PartyId i From er tom.',
    source: 'ebMS 2.0 §3.1.1',
    effect: 'record',
    isBroken: ({ header }) => hasEmpty(header?.from),
  },
  {
    number: 55,
    en: 'A PartyId of To is empty.',
    nb: 'En PartyId i To er tom.',
    source: 'ebMS 2.0 §3.1.1',
    effect: 'record',
    isBroken: ({ header }) => hasEmpty(header?.to),
  },
  {
    number: 60,
    en: 'From has no PartyId of type HER.',
    nb: 'From mangler PartyId av typen HER.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'fault',
    isBroken: ({ header }) => hasIds(header?.from) && herIds(header?.from).length === 0,
  },
  {
    number: 61,
    en: 'To has no PartyId of type HER.',
    nb: 'To mangler PartyId av typen HER.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'fault',
    isBroken: ({ header }) => hasIds(header?.to) && herIds(header?.to).length === 0,
  },
  {
    number: 14,
    en: 'From has more than one HER-id.',
    nb: 'From har mer enn én HER-id.',
    source: 'HIS 1153-2 §3.2',
    effect: 'fault',
    isBroken: ({ header }) => herIds(header?.from).length > 1,
  },
  {
    number: 13,
    en: 'To has more than one HER-id.',
    nb: 'To har mer enn én HER-id.',
    source: 'HIS 1153-2 §3.2',
    effect: 'fault',
    isBroken: ({ header }) => herIds(header?.to).length > 1,
  },
  {
    number: 31,
    en: 'The sender’s HER-id has other characters than digits.',
    nb: 'Avsenderens HER-id har andre tegn enn sifre.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'fault',
    isBroken: ({ header }) => hasLetters(header?.from),
  },
  {
    number: 56,
    en: 'The receiver’s HER-id has other characters than digits.',
    nb: 'Mottakerens HER-id har andre tegn enn sifre.',
    source: 'HIS 1153-2 §3.2 AD2.1',
    effect: 'fault',
    isBroken: ({ header }) => hasLetters(header?.to),
  },
];
