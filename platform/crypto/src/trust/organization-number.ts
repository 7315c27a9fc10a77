import type { NameAttribute } from '../asn1/distinguished-name.ts';

const organizationIdentifier = '2.5.4.97';
const serialNumber = '2.5.4.5';

/**
 * The Norwegian organisation that a certificate was issued to: organizationIdentifier `NTRNO-<number>` (SEID 2, ETSI EN
 * 319 412-1 §5.1.4) or else serialNumber (SEID 1). Undefined where there is none, and where there is more than one: which
 * of them an issuer checked cannot be known.
 */
export function organizationNumberOf(subject: readonly NameAttribute[]): string | undefined {
  const newer = numbersIn(subject, organizationIdentifier, /^NTRNO-([0-9]{9})$/);
  const found = newer.length > 0 ? newer : numbersIn(subject, serialNumber, /^([0-9]{9})$/);
  return found.length === 1 ? found[0] : undefined;
}

function numbersIn(subject: readonly NameAttribute[], attribute: string, form: RegExp): string[] {
  return subject.flatMap(({ type, value }) => (type === attribute ? (form.exec(value)?.[1] ?? []) : []));
}
