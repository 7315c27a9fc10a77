import { DomainError } from '@samband/errors';

export class OrganizationNumberInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'organization-number-invalid';
  constructor() {
    super('An organisation number has nine digits, the last of them a modulus 11 check digit');
  }
}

/** Brønnøysundregistrene: modulus 11 over the first eight digits with these weights. */
const weights = [3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Nine digits with a correct check digit, as text. Throws {@link OrganizationNumberInvalid}. */
export function parseOrganizationNumber(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{9}$/.test(value)) throw new OrganizationNumberInvalid();
  const sum = weights.reduce((total, weight, position) => total + weight * Number(value[position]), 0);
  const check = (11 - (sum % 11)) % 11;
  // A remainder of 1 would need the digit 10: such numbers are never issued.
  if (check === 10 || check !== Number(value[8])) throw new OrganizationNumberInvalid();
  return value;
}
