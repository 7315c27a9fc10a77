import { DomainError } from '@samband/errors';
import { type NewKey, parseNewKey } from './client.ts';
import { ClientInvalid } from './client-invalid.ts';
import { type ClientSettings, parseClientSettings } from './client-settings.ts';
import { parseOrganizationNumber } from './organization-number.ts';
import type { ScopeCatalogue } from './scope.ts';

/** A client that somebody asked for and nobody has confirmed: it can do nothing yet. */
export interface ClientDraft {
  readonly clientId: string;
  readonly organizationNumber: string;
  readonly key: NewKey;
  readonly settings: ClientSettings;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface ClientDraftInput {
  readonly organizationNumber: string;
  /** A public JWK, as an object or as its JSON text. */
  readonly publicJwk: unknown;
  readonly settings: Partial<ClientSettings>;
}

export class ClientDraftNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'client-draft-not-found';
  constructor() {
    super('There is no such draft: it was confirmed, rejected, or its time ran out');
  }
}

/** Drafts cost nothing to send, so that there can be only so many that wait. */
export class ClientDraftsTooMany extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'client-drafts-too-many';
  constructor(limit: number) {
    const message = `${limit} drafts wait for a confirmation already: have them confirmed or rejected, or wait`;
    super(message, { limit }, { retryAfterSeconds: 3_600 });
  }
}

/** Checks all of it. Throws ClientInvalid, OrganizationNumberInvalid, KeyRefused or ScopeUnknown. */
export function parseClientDraft(input: ClientDraftInput, catalogue: ScopeCatalogue) {
  const settings = parseClientSettings(input.settings, catalogue);
  if (settings.scopes.length === 0) throw new ClientInvalid('A client has at least one scope');
  return {
    organizationNumber: parseOrganizationNumber(input.organizationNumber),
    key: parseNewKey(readJwk(input.publicJwk)),
    settings,
  };
}

/** HelseID's self-service takes the JWK as text. */
function readJwk(jwk: unknown): unknown {
  if (typeof jwk !== 'string') return jwk;
  try {
    return JSON.parse(jwk) as unknown;
  } catch {
    throw new ClientInvalid('publicJwk is not JSON');
  }
}
