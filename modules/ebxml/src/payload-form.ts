/** In which form a document goes in its part of the mail. */
export interface PayloadForm {
  /** CMS EnvelopedData for the receiver's enterprise certificate. */
  readonly isEncrypted: boolean;
  /** gzip, before it is encrypted. */
  readonly isCompressed: boolean;
  /** The document carries the enterprise's own XML signature. */
  readonly isInnerSigned: boolean;
  /** What is encrypted is a MIME part with a head of its own (HITS 1172 §5.15.1); else the bare document. */
  readonly isWrapped: boolean;
}

/** What HITS 1172 §5.15 wants of all that is not listed below. */
const national: PayloadForm = { isEncrypted: true, isCompressed: false, isInnerSigned: false, isWrapped: true };

/**
 * Flows of NAV and HELFO, service by service: their actions, each with `e` encrypted, `c` compressed, `s` signed inside.
 * Bare documents, without a MIME head. Neither the label of a part nor the agreement tells the truth about any of it
 * (both say “encrypted” of what is not), so it stands here, as the agency's own table has it.
 */
const listed: Readonly<Record<string, string>> = {
  HarBorgerFrikort: 'EgenandelForesporsel Svar Avvisning',
  HarBorgerEgenandelFritak: 'EgenandelForesporsel Svar Avvisning',
  HarBorgerFrikortMengde: 'EgenandelForesporsel:e Svar:e Avvisning:e',
  Inntektsforesporsel: 'Foresporsel:es InntektInformasjon:es Avvisning:e',
  Trekkopplysning: 'Innmelding:es Kvittering:es Avvisning:e',
  BehandlerKrav: 'OppgjorsMelding:ecs OppgjorsMeldingVirksomhet:ecs Svarmelding:e',
  OppgjorsKontroll: 'Oppgjorskrav:ecs Oppgjorsresultat:es Utbetaling:es Svarmelding:e',
  Sykmelding: 'Registrering:es Svar:e',
  Legemelding: 'Legeerklaring:es Svarmelding:e',
  DialogmoteInnkalling: 'MoteRespons:es Bekreftelse:e Kvittering:es',
  ForesporselFraSaksbehandler: 'Foresporsel:es ForesporselSvar:es Bekreftelse:e Kvittering:e Svar:e',
  HenvendelseFraLege: 'Henvendelse:es Bekreftelse:e Svar:e',
  HenvendelseFraSaksbehandler: 'Henvendelse:es Kvittering:e Svar:e',
  Oppfolgingsplan: 'Plan:es Kvittering:e Svar:e',
};

const forms = new Map(
  Object.entries(listed).flatMap(([service, actions]) =>
    actions.split(' ').map((each): [string, PayloadForm] => {
      const [action, marks = ''] = each.split(':');
      return [`${service} ${action}`, formOf(marks)];
    }),
  ),
);

function formOf(marks: string): PayloadForm {
  return {
    isEncrypted: marks.includes('e'),
    isCompressed: marks.includes('c'),
    isInnerSigned: marks.includes('s'),
    isWrapped: false,
  };
}

/** In which form a flow's documents are sent; what comes in is looked at, whatever it should be. */
export function payloadFormOf(service: string, action: string): PayloadForm {
  return forms.get(`${service} ${action}`) ?? national;
}
