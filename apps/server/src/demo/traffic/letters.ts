import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PartyAddress, readdress } from '@samband/standards';
import { elsewhere } from '../judge-document.ts';
import type { PlannedLetter } from './plan.ts';
import type { DemoParty, LetterKind } from './routes.ts';

const examplesFolder = join(import.meta.dirname, '../../../../../examples');

export type Examples = Readonly<Record<LetterKind, Uint8Array>>;

/** The project's examples: their patients' identity numbers are synthetic, and there are no others in the traffic. */
export async function readExamples(): Promise<Examples> {
  const example = (kind: LetterKind) => readFile(join(examplesFolder, `${kind}.xml`));
  return {
    'discharge-letter': await example('discharge-letter'),
    referral: await example('referral'),
    'laboratory-answer': await example('laboratory-answer'),
    dialog: await example('dialog'),
    'nursing-report': await example('nursing-report'),
  };
}

/** What stands before the one text of each kind that is written anew, and what it may say. */
const passages: Record<LetterKind, { readonly before: RegExp; readonly texts: readonly string[] }> = {
  'discharge-letter': {
    before: /DN="Vurdering"\/>\s*<TextResultValue>/,
    texts: [
      'Lungebetennelse i god bedring. Ingen holdepunkter for underliggende sykdom.',
      'Bakteriell lungebetennelse, klart bedre ved utreise. Noe redusert matlyst, ellers i habituell form.',
      'Ukomplisert forløp. Vi vurderer pasienten som ferdig behandlet når tablettkuren er slutt.',
      'God effekt av behandlingen. Lett slapp etter sengeleie, men klarer seg selv hjemme.',
    ],
  },
  referral: {
    before: /DN="Aktuell problemstilling"\/>\s*<TextResultValue>/,
    texts: [
      'Trykkende ubehag i brystet når han går i motbakke, siste to måneder. Jeg ber om vurdering og arbeids-EKG.',
      'Tung i brystet ved snømåking, går over i hvile. Røykte til i fjor. Ber om utredning for angina.',
      'Brystsmerter ved anstrengelse siden sommeren, noe oftere nå. Ingen smerter i hvile. Takk for rask vurdering.',
      'Stramming over brystet i trapper, med utstråling til venstre arm. Normalt EKG i hvile. Ber om belastningstest.',
    ],
  },
  'laboratory-answer': {
    before: /<Comment>(?=Forslag)/,
    texts: [
      'Forslag: ny prøve om fire til seks uker sammen med fritt T4.',
      'Forslag: kontroll om seks uker. Se også verdien for ferritin.',
      'Forslag: fritt T4 og anti-TPO ved neste prøvetaking.',
    ],
  },
  dialog: {
    before: /<TekstNotatInnhold>/,
    texts: [
      'Borghild kom tilbake fra sykehuset i går og er svimmel når hun reiser seg. Kan dosen settes ned?',
      'Blodtrykket har vært lavt tre dager på rad, 95/60 i dag. Skal hun fortsette med samme dose?',
      'Hun spiser lite og har gått ned to kilo på en måned. Ønsker du blodprøver før neste visitt?',
      'Såret på leggen gror fint. Vi avslutter daglig stell om du ikke er uenig.',
    ],
  },
  'nursing-report': {
    before: /<po:VurderingTekst>/,
    texts: [
      'Økende tungpust siste døgn, opp tre kilo i vekt på en uke. Respirasjon 26, SpO2 89 %, puls 104.',
      'Tungpustet i liggende stilling, hovne ankler. Respirasjon 24, SpO2 90 %, blodtrykk 145/80.',
      'Hostet hele natten, slapp i dag. Respirasjon 28, SpO2 88 %, temperatur 37,2.',
    ],
  },
};

/** The letter as it is sent: the example of its kind between its parties, with a text of its own, and its fault if it has one. */
export function writeLetter(
  letter: PlannedLetter,
  examples: Examples,
  { messageId, generatedAt }: { messageId: string; generatedAt: Date },
): Uint8Array {
  const { kind, course, from, to, copyTo } = letter;
  const addressedTo = (party: DemoParty) =>
    new TextDecoder().decode(
      readdress(examples[kind], { sender: addressOf(from), receiver: addressOf(party), messageId, generatedAt }).bytes,
    );
  let text = withOwnText(addressedTo(to), letter);
  if (copyTo) text = withCopyReceiver(text, addressedTo(copyTo));
  if (course === 'moved-patient') text = withPatientElsewhere(text);
  if (course === 'broken-document') text = withBrokenDate(text);
  return new TextEncoder().encode(text);
}

function addressOf({ organization, unit }: DemoParty): PartyAddress {
  const { name, herId, organizationNumber } = organization;
  return { organization: { name, herId, organizationNumber }, unit: { kind: 'service', ...unit } };
}

function withOwnText(document: string, { kind, variant }: PlannedLetter): string {
  const { before, texts } = passages[kind];
  return document.replace(
    new RegExp(`(${before.source})[^<]*`),
    (_, opening: string) => opening + texts[variant % texts.length],
  );
}

/** MsgHead only. The copy's receiver is written as its receiver would be. */
function withCopyReceiver(document: string, toTheCopy: string): string {
  const [, party = ''] = /<Receiver>([\s\S]*?)<\/Receiver>/.exec(toTheCopy) ?? [];
  const copy = `<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/>${party}</OtherReceiver>`;
  return document.replace('</Receiver>', () => `</Receiver>${copy}`);
}

function withPatientElsewhere(document: string): string {
  return document.replace(
    /<PostalCode>[^<]*<\/PostalCode>(\s*)<City>[^<]*<\/City>/,
    `<PostalCode>${elsewhere.postalCode}</PostalCode>$1<City>${elsewhere.city}</City>`,
  );
}

/** As it happens: the date of birth as people write it. */
function withBrokenDate(document: string): string {
  return document.replace(/<DateOfBirth>(\d{4})-(\d\d)-(\d\d)</, '<DateOfBirth>$3.$2.$1<');
}
