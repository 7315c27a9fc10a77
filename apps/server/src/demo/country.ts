import { type ServiceType, serviceTypes } from './service-types.ts';

/** Where the country's mail addresses are. */
export const demoDomain = 'edi.example';

/** A unit below an organisation: the second level, which messages are addressed to. */
export interface DemoUnit {
  readonly herId: number;
  readonly name: string;
  readonly serviceType: ServiceType;
}

/** The health regions: they own no messages, they only group. */
export type DemoRegion = 'Helse Fjord' | 'Helse Vidde';

/** Code system 9040. */
type BusinessType = '101' | '102' | '103' | '105' | '108' | '113';

type Journal = 'Bre Sykehusjournal' | 'Vidde Omsorg' | 'Tinde Journal' | 'Skjær Lab' | 'Lyng Apotek' | 'Varde Etat';

export interface DemoOrganization {
  readonly herId: number;
  readonly name: string;
  /** Valid check digit, and from the series that no real organisation is given numbers in. */
  readonly organizationNumber: string;
  readonly businessType: BusinessType;
  readonly municipality: string;
  readonly region: DemoRegion;
  readonly units: readonly DemoUnit[];
  /** Which journal system fetches and answers for it; the one without stays visibly unanswered. */
  readonly journal: Journal | undefined;
  /** Its journal system lets answers wait until a document is this old. */
  readonly answersAfterMs?: number;
  /** Its journal system knows ebXML and mail, and no EDI 2.0. */
  readonly isByMail?: true;
}

type Place = readonly [herId: number, organizationNumber: string, name: string, municipality: string];
type UnitRow = readonly [name: string, type: keyof typeof serviceTypes];

/** Units have the HER-ids after their organisation's, in the order written. */
function organization(
  businessType: BusinessType,
  journal: Journal,
  [herId, organizationNumber, name, municipality]: Place,
  units: readonly UnitRow[],
): DemoOrganization {
  return {
    herId,
    name,
    organizationNumber,
    businessType,
    municipality,
    region: ['9901', '9904', '9906'].includes(municipality) ? 'Helse Fjord' : 'Helse Vidde',
    units: units.map(([unitName, type], index) => ({
      herId: herId + index + 1,
      name: unitName,
      serviceType: serviceTypes[type],
    })),
    journal,
  };
}

const hospital = (place: Place, units: readonly UnitRow[]) => organization('101', 'Bre Sykehusjournal', place, units);
const municipality = (place: Place, units: readonly UnitRow[]) => organization('102', 'Vidde Omsorg', place, units);
const laboratory = (place: Place, units: readonly UnitRow[]) => organization('105', 'Skjær Lab', place, units);
const pharmacy = (place: Place) => organization('108', 'Lyng Apotek', place, [['Apotek', 'pharmacy']]);
const office = (place: Place) =>
  organization('103', 'Tinde Journal', place, [['Fastlegetjenesten', 'generalPractice']]);
const byMail = (each: DemoOrganization): DemoOrganization => ({ ...each, isByMail: true });

/** A small country. Every name is invented. HER-ids keep their meaning: what was written down with them must stay true. */
export const demoCountry: readonly DemoOrganization[] = [
  hospital(
    [8100100, '310001015', 'Fjordbyen sykehus', '9901'],
    [
      ['Medisinsk avdeling', 'internalMedicine'],
      ['Kirurgisk avdeling', 'surgery'],
      ['Bildediagnostikk', 'imaging'],
      ['Hjertemedisinsk poliklinikk', 'heart'],
      ['Ortopedisk avdeling', 'orthopaedics'],
      ['Mikrobiologisk avdeling', 'microbiology'],
    ],
  ),
  hospital(
    [8100200, '310003034', 'Storelva sykehus', '9902'],
    [
      ['Medisinsk avdeling', 'internalMedicine'],
      ['Barneavdelingen', 'children'],
      ['Nevrologisk avdeling', 'neurology'],
      ['Kvinneklinikken', 'women'],
    ],
  ),
  hospital(
    [8100210, '310000310', 'Høgvarden sykehus', '9905'],
    [
      ['Medisinsk avdeling', 'internalMedicine'],
      ['Kirurgisk avdeling', 'surgery'],
      ['Fødeavdelingen', 'women'],
    ],
  ),
  office([8100300, '310004049', 'Solsiden legekontor', '9901']),
  office([8100310, '310005053', 'Brygga legesenter', '9901']),
  byMail(office([8100320, '310006068', 'Skogly legekontor', '9902'])),
  office([8100330, '310007072', 'Torget legesenter', '9902']),
  office([8100340, '310008087', 'Elvebakken legekontor', '9903']),
  { ...office([8100350, '310009091', 'Fagerli legekontor', '9903']), journal: undefined },
  office([8100360, '310000329', 'Lyngmo legekontor', '9904']),
  office([8100370, '310000337', 'Neset legesenter', '9904']),
  { ...office([8100380, '310000345', 'Vardeveien legekontor', '9905']), answersAfterMs: 45_000 },
  office([8100390, '310000353', 'Stasjonsbyen legesenter', '9906']),
  municipality(
    [8100400, '310010103', 'Fjordbyen kommune', '9901'],
    [
      ['Solbakken sykehjem', 'nursing'],
      ['Hjemmetjenesten', 'nursing'],
      ['Legevakten', 'emergencyClinic'],
      ['Tjenestekontoret', 'caseWork'],
      ['Helsestasjonen', 'healthStation'],
    ],
  ),
  byMail(
    municipality(
      [8100410, '310011118', 'Bergsjø kommune', '9902'],
      [
        ['Furuhaugen sykehjem', 'nursing'],
        ['Hjemmetjenesten', 'nursing'],
        ['Sykehjemslegen', 'nursingHomeDoctor'],
      ],
    ),
  ),
  municipality(
    [8100420, '310012122', 'Havsund kommune', '9903'],
    [
      ['Strandtun sykehjem', 'nursing'],
      ['Hjemmetjenesten', 'nursing'],
    ],
  ),
  municipality(
    [8100430, '310000361', 'Lyngfjord kommune', '9904'],
    [
      ['Lyngtun sykehjem', 'nursing'],
      ['Hjemmetjenesten', 'nursing'],
      ['Helsestasjonen', 'healthStation'],
    ],
  ),
  municipality(
    [8100440, '310000388', 'Høgvarden kommune', '9905'],
    [
      ['Lia sykehjem', 'nursing'],
      ['Hjemmetjenesten', 'nursing'],
      ['Legevakten', 'emergencyClinic'],
    ],
  ),
  municipality(
    [8100450, '310000396', 'Nordvåg kommune', '9906'],
    [
      ['Bryggetunet sykehjem', 'nursing'],
      ['Hjemmetjenesten', 'nursing'],
    ],
  ),
  laboratory(
    [8100500, '310013137', 'Fjordlab medisinske laboratorium', '9901'],
    [
      ['Medisinsk biokjemi', 'biochemistry'],
      ['Medisinsk mikrobiologi', 'microbiology'],
    ],
  ),
  byMail(
    laboratory(
      [8100510, '310000418', 'Viddelab', '9902'],
      [
        ['Medisinsk biokjemi', 'biochemistry'],
        ['Medisinsk mikrobiologi', 'microbiology'],
      ],
    ),
  ),
  pharmacy([8100600, '310000426', 'Apoteket Måken', '9901']),
  pharmacy([8100610, '310000434', 'Apoteket Elgen', '9902']),
  pharmacy([8100620, '310000442', 'Apoteket Røyskatten', '9904']),
  pharmacy([8100630, '310000450', 'Apoteket Ternen', '9906']),
  organization(
    '113',
    'Varde Etat',
    [8100700, '310000469', 'Varde, etaten for ytelser', '9901'],
    [['Mottak av meldinger', 'digitalServices']],
  ),
];

export const demoHerIds = ({ herId, units }: DemoOrganization): number[] => [herId, ...units.map((unit) => unit.herId)];
