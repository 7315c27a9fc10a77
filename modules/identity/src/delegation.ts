import { DomainError } from '@samband/errors';
import { parseName } from './client.ts';
import { ClientInvalid } from './client-invalid.ts';
import { parseOrganizationNumber } from './organization-number.ts';
import type { ScopeCatalogue } from './scope.ts';

/** An organisation that lets a multi-tenant client act for it. */
export interface Delegation {
  readonly organizationNumber: string;
  readonly name: string;
  readonly isMember: boolean;
  /** Units of the organisation that the client may name. */
  readonly childOrganizationNumbers: readonly string[];
  /** Our APIs whose terms the organisation has signed: tokens for others are not made in its name. */
  readonly signedAudiences: readonly string[];
  readonly givenAt: Date;
}

export interface DelegationInput {
  readonly organizationNumber: string;
  readonly name: string;
  readonly isMember: boolean;
  readonly childOrganizationNumbers: readonly string[];
  readonly signedAudiences: readonly string[];
}

export class DelegationNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'delegation-not-found';
  constructor() {
    super('The organisation has not delegated to this client');
  }
}

export class DelegationRefused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'delegation-refused';
  constructor() {
    super('Only to a multi-tenant client can organisations delegate');
  }
}

/** Checks all of it. Throws ClientInvalid or OrganizationNumberInvalid. */
export function parseDelegation(input: DelegationInput, catalogue: ScopeCatalogue): DelegationInput {
  const unknown = input.signedAudiences.find((audience) => !catalogue.audiences.has(audience));
  if (unknown !== undefined) throw new ClientInvalid('A signed audience is none of our APIs');
  return {
    organizationNumber: parseOrganizationNumber(input.organizationNumber),
    name: parseName(input.name),
    isMember: input.isMember,
    childOrganizationNumbers: [...new Set(input.childOrganizationNumbers.map(parseOrganizationNumber))],
    signedAudiences: [...new Set(input.signedAudiences)],
  };
}
