import { section, stack } from '../blocks/blocks.ts';
import { describe, describeGroup } from '../describe/describe.ts';
import type { Html } from '../html.ts';
import type { Page } from '../page.ts';
import { prescriptionTable } from '../parts/prescription-table.ts';
import type { Template } from '../template.ts';
import { labelOf } from '../text/element-labels.ts';
import type { Words } from '../text/language.ts';
import type { TreeElement } from '../tree/tree-element.ts';

/** The roots of the messages between hospitals, doctors and municipalities, PLO 1.5, 1.6 and 2.0 (HIS 80411 and on). */
const ROOTS = [
  'Innleggelsesrapport',
  'TverrfagligEpikrise',
  'HelseopplysningerVedSoknad',
  'HelseopplysningerTilLege',
  'HelseopplysningerSaksbehandling',
  'Konsultasjon',
  'OverforingMedisinskeOpplysninger',
  'OrienteringOmTjenestetilbud',
  'Pasientlogistikk',
  'MeldingFravar',
  'Sammenfatning',
] as const;

/** One template for each, since only their names and contents differ. */
export const municipalTemplates: readonly Template[] = ROOTS.map((root) => ({
  name: `municipal-${root.toLowerCase()}`,
  title: titleOf(root),
  matches: ({ name, namespace }) => name === root && namespace.includes('/po/'),
  statuses: (message) => [
    forwardingOf(message)?.child('Forsendelsesstatus'),
    message.find('InformasjonOmForsendelsen', 'Foresporsel', 'Hastegrad'),
  ],
  content: municipalContent,
}));

function titleOf(root: string): Words {
  return { nb: labelOf(root, undefined, 'nb'), en: labelOf(root, undefined, 'en') };
}

function forwardingOf(message: TreeElement): TreeElement | undefined {
  return (
    message.child('InformasjonOmForsendelsen') ??
    message.find('FellesAdministrativeOpplysninger', 'InformasjonOmForsendelsen')
  );
}

/** Read first, whatever else there is: what happened, what is dangerous, what is wrong. */
const FIRST = [
  'OrienteringOmDod',
  'MeldingInnlagtPasient',
  'MeldingOmUtskrevetPasient',
  'MeldingUtskrivningsklarPasient',
  'AvmeldingUtskrivningsklarPasient',
  'TilbakemeldingUtskrivningsklarPasient',
  'TypeInnholdIMelding',
  'InnholdKonsultasjon',
  'Cave',
  'InfoMedisinskDiagnose',
  'OpplysningOpphold',
  'MedisinskfagligeOpplysninger',
  'GenereltJournalnotat',
  'Legemiddelinfo',
  'InfoAndreViktigeOpplysninger',
];
/** Around the patient and the message, after what is clinical. */
const LAST = [
  'TilleggsopplysningPasient',
  'ParorendeForesatt',
  'TilknyttetEnhet',
  'KontaktpersonHelsepersonell',
  'PasientrelatertKontaktperson',
  'AnsvarForRapport',
  'SendtDokument',
  'FellesAdministrativeOpplysninger',
  'InformasjonOmForsendelsen',
];

function municipalContent(page: Page, message: TreeElement): Html | undefined {
  const groups = new Map<string, TreeElement[]>();
  const between = message.elements
    .map(({ name }) => name)
    .filter((name) => !FIRST.includes(name) && !LAST.includes(name));
  for (const name of new Set([...FIRST, ...between, ...LAST])) groups.set(name, message.childrenNamed(name));
  return stack(...[...groups].map(([name, elements]) => groupSection(page, name, elements)));
}

function groupSection(page: Page, name: string, elements: readonly TreeElement[]): Html | undefined {
  const [first] = elements;
  if (first === undefined) return undefined;
  if (name === 'Legemiddelinfo') return prescriptionTable(page, elements, 2);
  if (name !== 'InformasjonOmForsendelsen') return describeGroup(page, elements, 2);
  // The status stands at the top already.
  return section(2, page.label(first), describe(page, first, 3, { without: ['Forsendelsesstatus'] }));
}
