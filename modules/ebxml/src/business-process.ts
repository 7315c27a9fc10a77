/** What an envelope says of the business: which service, what happens in it, and in which roles the two are. */
export interface BusinessProcess {
  readonly service: string;
  readonly action: string;
  readonly fromRole: string;
  readonly toRole: string;
}

/** Older documents whose type is not the code of 8279 (HISD 1209). */
const olderTypes: Readonly<Record<string, string>> = { H: 'HENVISNING', E: 'EPIKRISE' };

/**
 * Of a document, by its type (8279): the action is the code, the service `S-` and the code, the roles the code with
 * `sender` and `receiver` (HISD 1209).
 */
export function processOfDocument(messageType: string): BusinessProcess {
  const action = olderTypes[messageType] ?? messageType;
  return { service: `S-${action}`, action, fromRole: `${action}sender`, toRole: `${action}receiver` };
}

/** Services of NAV and HELFO name the action of an AppRec otherwise. */
const receiptActions: Readonly<Record<string, string>> = {
  BehandlerKrav: 'Svarmelding',
  OppgjorsKontroll: 'Svarmelding',
  Legemelding: 'Svarmelding',
  Sykmelding: 'Svar',
  DialogmoteInnkalling: 'Kvittering',
  ForesporselFraSaksbehandler: 'Kvittering',
  HenvendelseFraSaksbehandler: 'Kvittering',
  HenvendelseFraLege: 'Bekreftelse',
  Oppfolgingsplan: 'Kvittering',
  Trekkopplysning: 'Kvittering',
};

/** Of the AppRec that answers it: the same service, the roles reversed, and the action `APPREC` (HISD 1209). */
export function processOfReceipt(original: BusinessProcess): BusinessProcess {
  const { service, fromRole, toRole } = original;
  return { service, action: receiptActions[service] ?? 'APPREC', fromRole: toRole, toRole: fromRole };
}
