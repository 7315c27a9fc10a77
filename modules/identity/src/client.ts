import { DomainError } from '@samband/errors';
import { parseOrganizationNumber } from './organization-number.ts';
import { importPublicJwk, jwkThumbprint, type PublicJwk, readPublicJwk } from './public-jwk.ts';
import type { ScopeCatalogue } from './scope.ts';

/** A client system of one organisation. It proves itself with its keys; there is no shared secret. */
export interface Client {
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  readonly keys: readonly ClientKey[];
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly disabledAt?: Date;
}

/** A public key that the client signs with; several at once while it changes from one to the next. */
export interface ClientKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly thumbprint: string;
  readonly addedAt: Date;
}

export interface ClientInput {
  readonly name: string;
  readonly organizationNumber: string;
  /** One or more public JWKs. A `kid` of the client's own is kept; without one it is the RFC 7638 thumbprint. */
  readonly publicJwks: readonly unknown[];
  readonly scopes: readonly string[];
}

export type NewKey = Omit<ClientKey, 'addedAt'>;

export interface NewClient {
  readonly name: string;
  readonly organizationNumber: string;
  readonly keys: readonly NewKey[];
  readonly scopes: readonly string[];
}

/** A rotation needs two; a few more for a system with several nodes. Each is tried when an assertion has no kid. */
export const keysMax = 5;
const nameSizeMaxChars = 200;
const scopesMax = 100;

export class ClientInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'client-invalid';
}

/** Checks everything about a new client. Throws ClientInvalid, OrganizationNumberInvalid, KeyRefused or ScopeUnknown. */
export function parseNewClient(input: ClientInput, catalogue: ScopeCatalogue): NewClient {
  const keys = input.publicJwks.map(parseNewKey);
  if (keys.length === 0 || keys.length > keysMax) throw new ClientInvalid(`A client has 1 to ${keysMax} keys`);
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new ClientInvalid('Two keys have the same kid');
  if (new Set(keys.map(({ thumbprint }) => thumbprint)).size < keys.length) {
    throw new ClientInvalid('The same key stands there twice');
  }
  return {
    name: parseName(input.name),
    organizationNumber: parseOrganizationNumber(input.organizationNumber),
    keys,
    scopes: parseScopes(input.scopes, catalogue),
  };
}

/** A public JWK as a client sends it; throws KeyRefused. */
export function parseNewKey(value: unknown): NewKey {
  const publicJwk = readPublicJwk(value);
  importPublicJwk(publicJwk);
  const thumbprint = jwkThumbprint(publicJwk);
  return { kid: parseKid((value as { kid?: unknown }).kid) ?? thumbprint, publicJwk, thumbprint };
}

function parseKid(kid: unknown): string | undefined {
  if (kid === undefined) return undefined;
  // Seen: hex and base64url thumbprints, GUIDs, URLs.
  if (typeof kid === 'string' && /^[\w.:/@+=~-]{1,128}$/.test(kid)) return kid;
  throw new ClientInvalid('kid must be 1 to 128 letters, digits or . : / @ + = ~ _ -');
}

function parseName(name: string): string {
  const trimmed = name.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isShown = trimmed.length > 0 && trimmed.length <= nameSizeMaxChars && !/[\u0000-\u001f\u007f]/.test(trimmed);
  if (!isShown) throw new ClientInvalid(`name must be 1 to ${nameSizeMaxChars} characters on one line`);
  return trimmed;
}

function parseScopes(scopes: readonly string[], catalogue: ScopeCatalogue): string[] {
  const wanted = [...new Set(scopes)];
  if (wanted.length === 0 || wanted.length > scopesMax)
    throw new ClientInvalid(`A client has 1 to ${scopesMax} scopes`);
  catalogue.check(wanted);
  return wanted;
}
