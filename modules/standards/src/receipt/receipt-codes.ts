/** OID of a code list of the national register of code systems. */
function oid(number: number): string {
  return `2.16.578.1.12.4.1.1.${number}`;
}

/** 8258, status for the receipt of a message (HIS 80415:2012 §6.2). */
export const STATUSES = {
  ok: { V: '1', DN: 'OK' },
  rejected: { V: '2', DN: 'Avvist' },
  'ok-with-errors': { V: '3', DN: 'OK, feil i delmelding' },
} as const;

export type ReceiptStatus = keyof typeof STATUSES;

/** 8221, general errors (HIS 80415:2012 §6.3). */
const GENERAL_ERRORS: Readonly<Record<string, string>> = {
  T01: "Ikke XML / ikke 'well formed' / uleselig",
  T02: 'XML validerer ikke',
  T10: 'Støtter ikke meldingsformatet',
  T99: 'Annen feil på format',
  S01: 'Feil på signatur',
  S02: 'Ugyldig sertifikat',
  S03: 'Tilbaketrukket sertifikat',
  S99: 'Annen feil på signatur eller sertifikat',
  E10: 'Ugyldig meldingsidentifikator',
  E20: 'Lege finnes ikke',
  E21: 'Mottaker finnes ikke',
  E30: 'Pasientens fødselsnummer mangler',
  E31: 'Pasientens fødselsnummer er feil',
  E32: 'Pasientens navn mangler',
  E35: 'Pasienten finnes ikke i mottakersystemet',
  E36: 'Pasientopplysninger er utilstrekkelig',
  E53: 'Pasientens fødselsnummer eller D-nummer finnes ikke registrert i Folkeregisteret',
  E54: 'Pasientens fødselsnummer er ikke registrert i mottagersystemet',
  X99: 'Annen feil',
};

/**
 * The coded error of a receipt, or undefined for text that is no code. A code in the form of 8221 that is not in the
 * printed list is taken as one that was added later: the list is kept up to date apart from the standard. Two digits are
 * 8222, sick notes and medical certificates.
 */
export function codedError(code: string): { V: string; S: string; DN?: string } | undefined {
  const display = GENERAL_ERRORS[code];
  if (display !== undefined) return { V: code, S: oid(8221), DN: display };
  if (/^[A-Z]\d{2}$/.test(code)) return { V: code, S: oid(8221) };
  if (/^\d{2}$/.test(code)) return { V: code, S: oid(8222) };
  return undefined;
}
