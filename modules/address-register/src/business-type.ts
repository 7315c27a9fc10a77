/** A code system of Norwegian messages (Volven) as an OID: the number alone is how people say it. */
export const volvenOid = (number: number): string => `2.16.578.1.12.4.1.1.${number}`;

/** Code systems that hold service types (HIS 1153-3:2017, updated 07/2019, table 1). */
const SERVICE_TYPE_SYSTEMS: Readonly<Record<number, string>> = {
  8658: 'State administration',
  8659: 'Registries',
  8660: 'Diagnostic imaging and laboratory medicine',
  8663: 'Municipal health and care services',
  8664: 'Pharmacies and bandagists',
  8666: 'Common service types',
  8668: 'Specialist health services',
  8669: 'Dental health services',
};

/**
 * Business types (code system 9040, the edition 101–115) and the service types each may offer: HIS 1153-3 table 2 and
 * AD3.3–AD3.19. What is outside it is refused, and remarked on where another register says so: the list “may change when
 * new needs arise” (§5.4), and registers in use are older than it.
 */
const BUSINESS_TYPES: Readonly<Record<string, { name: string; serviceTypeSystems: readonly number[] }>> = {
  '101': { name: 'Hospital trust or private hospital', serviceTypeSystems: [8659, 8660, 8666, 8668] },
  '102': { name: 'Municipality', serviceTypeSystems: [8663, 8666] },
  '103': { name: 'GP or other private provider', serviceTypeSystems: [8660, 8663, 8666, 8668, 8669] },
  '104': { name: 'Private X-ray institute', serviceTypeSystems: [8660, 8666] },
  '105': { name: 'Private laboratory', serviceTypeSystems: [8660, 8666] },
  '108': { name: 'Pharmacy', serviceTypeSystems: [8664, 8666] },
  '109': { name: 'Bandagist', serviceTypeSystems: [8664, 8666] },
  '110': { name: 'Dentist', serviceTypeSystems: [8666, 8669] },
  '113': { name: 'State administration', serviceTypeSystems: [8658, 8659, 8660, 8666] },
  '114': { name: 'Inter-municipal organisation', serviceTypeSystems: [8663, 8666] },
  '115': { name: 'Other organisation that gives no health care', serviceTypeSystems: [8666] },
};

export const KNOWN_BUSINESS_TYPES: readonly string[] = Object.keys(BUSINESS_TYPES);

export const isKnownBusinessType = (code: string): boolean => Object.hasOwn(BUSINESS_TYPES, code);

export function isServiceTypeSystem(oid: string): boolean {
  return Object.keys(SERVICE_TYPE_SYSTEMS).some((number) => volvenOid(Number(number)) === oid);
}

/**
 * The code systems, as OIDs, from which an organisation of this business type has its service types. `undefined` where
 * the standard does not say: the business type is not in its table.
 */
export function systemsOf(businessType: string): readonly string[] | undefined {
  if (!isKnownBusinessType(businessType)) return undefined;
  return BUSINESS_TYPES[businessType]?.serviceTypeSystems.map(volvenOid);
}

/** 8666 for 2.16.578.1.12.4.1.1.8666; other OIDs as they are. */
export const shortSystem = (oid: string): string => /^2\.16\.578\.1\.12\.4\.1\.1\.([0-9]+)$/.exec(oid)?.[1] ?? oid;
