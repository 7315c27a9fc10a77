import type { Validity } from './validity.ts';

/**
 * Kinds of electronic address (code system 9044, 2.16.578.1.12.4.1.1.9044), each with the rule its value follows.
 * `mail` has one @ and no space; `web` is an http(s) URL; `text` is anything printable.
 */
export const ELECTRONIC_ADDRESS_TYPES = {
  E_EDI: { name: 'EDI mail, where ebXML is sent', value: 'mail' },
  E_SB_ASYNC: { name: 'AMQP queue, asynchronous', value: 'text' },
  E_SB_SYNC: { name: 'AMQP queue, synchronous', value: 'text' },
  E_SB_SYNCREPLY: { name: 'AMQP queue, synchronous answers', value: 'text' },
  E_SB_ERROR: { name: 'AMQP queue, error messages', value: 'text' },
  E_DS: { name: 'Certificates, as an LDAP reference (older register)', value: 'text' },
  E_URL: { name: 'Web page', value: 'web' },
  E_CEN: { name: 'Telephone exchange', value: 'text' },
  E_TLF: { name: 'Telephone', value: 'text' },
  E_FAX: { name: 'Fax', value: 'text' },
  E_EPO: { name: 'Mail for people', value: 'mail' },
  E_ICE: { name: 'Emergency contact', value: 'text' },
} as const satisfies Record<string, { name: string; value: 'mail' | 'web' | 'text' }>;

export type ElectronicAddressType = keyof typeof ELECTRONIC_ADDRESS_TYPES;

/** A party has at most one address of a type at an instant: which one to use is never a matter of luck. */
export interface ElectronicAddress extends Validity {
  readonly type: ElectronicAddressType;
  readonly value: string;
}

export const ADDRESS_VALUE_LENGTH_MAX = 1_000;

export function isElectronicAddressType(text: string): text is ElectronicAddressType {
  return Object.hasOwn(ELECTRONIC_ADDRESS_TYPES, text);
}

/** What is wrong with an address's value, or undefined. */
export function faultInAddressValue(type: ElectronicAddressType, value: string): string | undefined {
  if (value === '' || value.length > ADDRESS_VALUE_LENGTH_MAX) return `1 to ${ADDRESS_VALUE_LENGTH_MAX} characters`;
  if (/\p{Cc}/u.test(value)) return 'no control characters';
  const rule = ELECTRONIC_ADDRESS_TYPES[type].value;
  if (rule === 'mail' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'must be a mail address';
  if (rule === 'web' && !isWebAddress(value)) return 'must be an http or https URL';
  return undefined;
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}
