import { exchangedClaims } from './exchanged-token.ts';
import type { GrantedAccess } from './granted-access.ts';
import { audienceOf } from './scope.ts';
import {
  childOrganizationNumberClaim,
  clientNameClaim,
  clientTenancyClaim,
  organizationNumberClaim,
  supplierOrganizationNumberClaim,
} from './token-claims.ts';

/** The claims of HelseID in an access token, and those that the client has for the APIs that the token is for. */
export function ownTokenClaims(access: GrantedAccess | undefined): Record<string, string> {
  if (!access) throw new Error('a token without an organisation cannot be issued');
  const { client, audiences, organizationNumber, childOrganizationNumber, supplierOrganizationNumber } = access;
  const claims = Object.entries(client.claims).filter(([name]) => audiences.includes(audienceOf(name)));
  return {
    ...Object.fromEntries(claims),
    client_amr: 'private_key_jwt',
    [clientNameClaim]: client.name,
    [clientTenancyClaim]: client.tenancy,
    [organizationNumberClaim]: organizationNumber,
    ...(childOrganizationNumber && { [childOrganizationNumberClaim]: childOrganizationNumber }),
    ...(supplierOrganizationNumber && { [supplierOrganizationNumberClaim]: supplierOrganizationNumber }),
  };
}

/** Gives a token the form of HelseID's: scopes as a list, `nbf`, and as audience the one API, or the list of them. */
export function writeAccessToken({ payload }: { payload: Record<string, unknown> }, access?: GrantedAccess): void {
  if (!access) throw new Error('a token without an audience cannot be issued');
  const { audiences, scopes, subject, client } = access;
  Object.assign(payload, {
    aud: audiences.length === 1 ? audiences[0] : audiences,
    scope: scopes,
    nbf: payload['iat'],
    ...(subject && exchangedClaims(subject, client.clientId)),
  });
}
