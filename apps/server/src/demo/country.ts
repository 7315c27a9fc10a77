/** A unit below an organisation: the second level, which messages are addressed to. */
export interface DemoUnit {
  readonly herId: number;
  readonly name: string;
  readonly kind: 'service' | 'person';
  readonly serviceCode?: { readonly system: string; readonly code: string; readonly display: string };
}

export interface DemoOrganization {
  readonly herId: number;
  readonly name: string;
  /** Valid check digit, and from the series that no real organisation is given numbers in. */
  readonly organizationNumber: string;
  /** Code system 9040: 101 hospital, 102 municipality, 103 GP, 105 laboratory. */
  readonly businessType: '101' | '102' | '103' | '105';
  readonly municipality: string;
  readonly units: readonly DemoUnit[];
  /** Which journal system fetches and answers for it; the one without stays visibly unanswered. */
  readonly journal: 'Tinde Journal' | 'Vidde Omsorg' | undefined;
}

const generalPractice = { system: '8666', code: '05', display: 'Allmennlege' };

function unit(herId: number, name: string): DemoUnit {
  return { herId, name, kind: 'service' };
}

function gpOffice(herId: number, organizationNumber: string, name: string, municipality: string): DemoOrganization {
  const units: DemoUnit[] = [{ ...unit(herId + 1, 'Fastlegetjenesten'), serviceCode: generalPractice }];
  return { herId, name, organizationNumber, businessType: '103', municipality, units, journal: 'Tinde Journal' };
}

/** A small country. Every name is invented. */
export const demoCountry: readonly DemoOrganization[] = [
  {
    herId: 8100100,
    name: 'Fjordbyen sykehus',
    organizationNumber: '310001015',
    businessType: '101',
    municipality: '9901',
    units: [
      unit(8100101, 'Medisinsk avdeling'),
      unit(8100102, 'Kirurgisk avdeling'),
      unit(8100103, 'Bildediagnostikk'),
    ],
    journal: 'Vidde Omsorg',
  },
  {
    herId: 8100200,
    name: 'Storelva sykehus',
    organizationNumber: '310003034',
    businessType: '101',
    municipality: '9902',
    units: [unit(8100201, 'Medisinsk avdeling'), unit(8100202, 'Barneavdelingen')],
    journal: 'Vidde Omsorg',
  },
  gpOffice(8100300, '310004049', 'Solsiden legekontor', '9901'),
  gpOffice(8100310, '310005053', 'Brygga legesenter', '9901'),
  gpOffice(8100320, '310006068', 'Skogly legekontor', '9902'),
  gpOffice(8100330, '310007072', 'Torget legesenter', '9902'),
  gpOffice(8100340, '310008087', 'Elvebakken legekontor', '9903'),
  { ...gpOffice(8100350, '310009091', 'Fagerli legekontor', '9903'), journal: undefined },
  {
    herId: 8100400,
    name: 'Fjordbyen kommune',
    organizationNumber: '310010103',
    businessType: '102',
    municipality: '9901',
    units: [unit(8100401, 'Solbakken sykehjem'), unit(8100402, 'Hjemmetjenesten')],
    journal: 'Vidde Omsorg',
  },
  {
    herId: 8100410,
    name: 'Bergsjø kommune',
    organizationNumber: '310011118',
    businessType: '102',
    municipality: '9902',
    units: [unit(8100411, 'Furuhaugen sykehjem')],
    journal: 'Vidde Omsorg',
  },
  {
    herId: 8100420,
    name: 'Havsund kommune',
    organizationNumber: '310012122',
    businessType: '102',
    municipality: '9903',
    units: [unit(8100421, 'Strandtun sykehjem')],
    journal: 'Vidde Omsorg',
  },
  {
    herId: 8100500,
    name: 'Fjordlab medisinske laboratorium',
    organizationNumber: '310013137',
    businessType: '105',
    municipality: '9901',
    units: [unit(8100501, 'Medisinsk biokjemi')],
    journal: 'Vidde Omsorg',
  },
];
