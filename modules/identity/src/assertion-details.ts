import { errors } from 'oidc-provider';

/** What a client says of the organisation it acts for. */
export type OrganizationWanted =
  /** A unit of the client's own organisation (single-tenant). */
  | { readonly of: 'own-organization'; readonly childOrganizationNumber: string }
  /** An organisation that delegated to the client, and perhaps a unit of it (multi-tenant). */
  | { readonly of: 'delegator'; readonly organizationNumber: string; readonly childOrganizationNumber?: string };

const type = 'helseid_authorization';
const detailsMax = 10;
/** ISO 6523, `NO:ORGNR:<parent>:<child>`; without a child the last colon stays. */
const delegatorSystem = 'urn:oid:1.0.6523';
const delegatorValue = /^NO:ORGNR:(\d{9}):(\d{9})?$/;
/** Organisation numbers; the second is what older samples write. */
const childSystems = new Set<unknown>(['urn:oid:2.16.578.1.12.4.1.4.101', 'urn:oid:2.16.578.1.12.4.1.2.101']);
const childValue = /^\d{9}$/;

/**
 * Reads `assertion_details` of a client assertion (HelseID; the form of RFC 9396): one element as object, several as
 * list. Undefined when there are none. Throws InvalidAuthorizationDetails, which says what is wrong with them.
 */
export function readAssertionDetails(value: unknown): OrganizationWanted | undefined {
  if (value === undefined) return undefined;
  const details: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (details.length === 0 || details.length > detailsMax) return refuse(`holds 1 to ${detailsMax} elements`);
  // RFC 9396 §5: a type that is not known is refused, never left out.
  if (!details.every((detail) => member(detail, 'type') === type)) return refuse(`knows the type ${type} only`);
  if (details.length > 1) return refuse(`names one organisation: ${type} stands there once`);
  return readIdentifier(['practitioner_role', 'organization', 'identifier'].reduce(member, details[0]));
}

function readIdentifier(identifier: unknown): OrganizationWanted {
  const [system, kind, value] = ['system', 'type', 'value'].map((name) => member(identifier, name));
  if (typeof value !== 'string') return refuse('needs practitioner_role.organization.identifier.value');
  if (kind !== 'ENH') return refuse('needs identifier.type ENH');
  if (childSystems.has(system)) {
    if (!childValue.test(value)) return refuse('needs nine digits as the value for that system');
    return { of: 'own-organization', childOrganizationNumber: value };
  }
  if (system !== delegatorSystem) return refuse('names a system of organisation numbers that is not known here');
  const [, organizationNumber, childOrganizationNumber] = delegatorValue.exec(value) ?? [];
  if (organizationNumber === undefined) return refuse('needs NO:ORGNR:<parent>:<child> as the value for that system');
  return { of: 'delegator', organizationNumber, ...(childOrganizationNumber ? { childOrganizationNumber } : {}) };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Never repeats what was sent. */
function refuse(rule: string): never {
  throw new errors.InvalidAuthorizationDetails(`assertion_details ${rule}`);
}
