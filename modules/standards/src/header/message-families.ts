/** The namespaces whose documents carry sender and receiver, and how each family does it. */
export const MSGHEAD_NAMESPACE = 'http://www.kith.no/xmlstds/msghead/2006-05-24';

export const APPREC_NAMESPACES = {
  '1.0': 'http://www.kith.no/xmlstds/apprec/2004-11-21',
  '1.1': 'http://www.kith.no/xmlstds/apprec/2012-02-15',
} as const;

/** NAV wraps a message in this; the message within is what has the header. */
export const FELLESFORMAT_NAMESPACE = 'http://www.trygdeetaten.no/xml/eiff/1/';

/** The older documents, which carry sender and receiver as HCP structures (HIS 1153-2 AD2.9–AD2.15). */
export interface HcpDocument {
  /** The element under `Message` that holds the parties. */
  readonly body: 'ServRprt' | 'ServReq' | 'ServReport';
  /** `Requester` sends a referral or requisition and receives a discharge letter or answer; `ServProvider` the reverse. */
  readonly sender: 'Requester' | 'ServProvider';
  readonly receiver: 'Requester' | 'ServProvider';
  /** `Type` where the document leaves it out, as the schemas of discharge letter and referral let it. */
  readonly typeWhenMissing: string;
}

const DISCHARGE_LETTER = { body: 'ServRprt', sender: 'ServProvider', receiver: 'Requester' } as const;
const REFERRAL = { body: 'ServReq', sender: 'Requester', receiver: 'ServProvider' } as const;
const REQUISITION = { ...REFERRAL, typeWhenMissing: 'R' } as const;
const ANSWER = { body: 'ServReport', sender: 'ServProvider', receiver: 'Requester', typeWhenMissing: 'S' } as const;

const KITH = 'http://www.kith.no/xmlstds';

const HCP_DOCUMENTS: ReadonlyMap<string, HcpDocument> = new Map<string, HcpDocument>([
  [`${KITH}/epikrise`, { ...DISCHARGE_LETTER, typeWhenMissing: 'E' }],
  [`${KITH}/epikrise/2006-09-23`, { ...DISCHARGE_LETTER, typeWhenMissing: 'E' }],
  [`${KITH}/epikrise/2012-02-15`, { ...DISCHARGE_LETTER, typeWhenMissing: 'EPIKRISE' }],
  [`${KITH}/henvisning/2003-10-13`, { ...REFERRAL, typeWhenMissing: 'H' }],
  [`${KITH}/henvisning/2005-07-08`, { ...REFERRAL, typeWhenMissing: 'H' }],
  [`${KITH}/henvisning/2012-02-15`, { ...REFERRAL, typeWhenMissing: 'HENVISNING' }],
  [`${KITH}/rekvisisjon/2005-05-20`, REQUISITION],
  [`${KITH}/rekvisisjon/2008-12-01`, REQUISITION],
  [`${KITH}/rekvisisjon/2012-02-15`, REQUISITION],
  [`${KITH}/labsvar/2005-03-14`, ANSWER],
  [`${KITH}/labsvar/2008-12-01`, ANSWER],
  [`${KITH}/labsvar/2012-02-15`, ANSWER],
]);

export function findHcpDocument(namespace: string): HcpDocument | undefined {
  return HCP_DOCUMENTS.get(namespace);
}

/** MsgDescr of the older requisitions and answers, as the second half of a code of 8279 (HISD 1209:2018). */
const DISCIPLINES: Readonly<Record<string, string>> = {
  MBIO: 'MBIO',
  CLIN: 'KKL',
  HIST: 'HIST',
  CYTO: 'CYT',
  LAB: 'LAB',
  RTG: 'RTG',
  UL: 'RTG',
  MR: 'RTG',
  CT: 'RTG',
};

/** The code of 8279 for a message type; a type that is such a code already, or is unknown, stays as it is. */
export function actionOf(messageType: string, messageDescription: string | undefined): string {
  const discipline = DISCIPLINES[messageDescription ?? ''];
  switch (messageType) {
    case 'E':
      return 'EPIKRISE';
    case 'H':
      return 'HENVISNING';
    case 'R':
      return discipline === undefined ? messageType : `REQ_${discipline}`;
    case 'S':
      return discipline === undefined ? messageType : `SVAR_${discipline}`;
    default:
      return messageType;
  }
}
