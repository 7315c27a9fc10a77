import { errors } from 'oidc-provider';
import type { OrganizationWanted } from './assertion-details.ts';
import type { Client } from './client.ts';
import type { Delegation } from './delegation.ts';
import { audienceOf, selfServiceScope } from './scope.ts';

/** For whom a token is, and which of the wanted scopes the organisation allows. */
export interface ActingOrganization {
  readonly organizationNumber: string;
  readonly childOrganizationNumber?: string;
  /** The vendor behind a multi-tenant client. */
  readonly supplierOrganizationNumber?: string;
  readonly allowedScopes: readonly string[];
  readonly rejectedScopes: readonly string[];
}

/**
 * Finds for whom the client may act: a single-tenant client for its organisation and the units on its list, a
 * multi-tenant client for the organisation that it names, if that has delegated to it, with the scopes whose terms that
 * has signed. Throws InvalidAuthorizationDetails, which says what the client should have sent, or AccessDenied.
 */
export async function resolveActingOrganization(
  client: Client,
  wanted: OrganizationWanted | undefined,
  scopes: readonly string[],
  findDelegation: (organizationNumber: string) => Promise<Delegation | undefined>,
): Promise<ActingOrganization> {
  if (client.tenancy === 'single-tenant') return ownOrganization(client, wanted, scopes);
  if (wanted?.of === 'delegator')
    return delegator(client, wanted, scopes, await findDelegation(wanted.organizationNumber));
  const isForItself = wanted === undefined && scopes.every((scope) => scope === selfServiceScope);
  if (!isForItself) {
    throw new errors.InvalidAuthorizationDetails(
      'a multi-tenant client names the organisation it acts for in assertion_details, system urn:oid:1.0.6523',
    );
  }
  const { organizationNumber } = client;
  return {
    ...{ organizationNumber, supplierOrganizationNumber: organizationNumber },
    ...{ allowedScopes: scopes, rejectedScopes: [] },
  };
}

function ownOrganization(
  { organizationNumber, childOrganizationNumbers }: Client,
  wanted: OrganizationWanted | undefined,
  scopes: readonly string[],
): ActingOrganization {
  const own = { organizationNumber, allowedScopes: scopes, rejectedScopes: [] };
  if (wanted === undefined) return own;
  if (wanted.of === 'delegator') {
    throw new errors.InvalidAuthorizationDetails(
      'a single-tenant client names a unit of its own organisation, system urn:oid:2.16.578.1.12.4.1.4.101, or nothing',
    );
  }
  const { childOrganizationNumber } = wanted;
  if (!childOrganizationNumbers.includes(childOrganizationNumber)) {
    throw new errors.AccessDenied('the unit in assertion_details is not on the list of this client');
  }
  return { ...own, childOrganizationNumber };
}

function delegator(
  client: Client,
  { organizationNumber, childOrganizationNumber }: OrganizationWanted & { of: 'delegator' },
  scopes: readonly string[],
  delegation: Delegation | undefined,
): ActingOrganization {
  if (!delegation) {
    throw new errors.AccessDenied('the organisation in assertion_details has not delegated to this client');
  }
  if (childOrganizationNumber !== undefined && !delegation.childOrganizationNumbers.includes(childOrganizationNumber)) {
    throw new errors.AccessDenied('the unit in assertion_details is none that its organisation delegated for');
  }
  const isSigned = (scope: string) => delegation.signedAudiences.includes(audienceOf(scope));
  const allowedScopes = scopes.filter(isSigned);
  if (allowedScopes.length === 0) {
    throw new errors.InvalidScope('the organisation has not signed the terms of any scope that was asked for', '');
  }
  return {
    ...{ organizationNumber, supplierOrganizationNumber: client.organizationNumber, allowedScopes },
    rejectedScopes: scopes.filter((scope) => !isSigned(scope)),
    ...(childOrganizationNumber === undefined ? {} : { childOrganizationNumber }),
  };
}
