import { ClientInvalid } from './client-invalid.ts';
import { type ClientSettings, type Pending, parseClientSettings } from './client-settings.ts';
import { parseOrganizationNumber } from './organization-number.ts';
import { importPublicJwk, jwkThumbprint, type PublicJwk, readPublicJwk } from './public-jwk.ts';
import type { ScopeCatalogue } from './scope.ts';

/** A client system. It proves itself with its keys; there is no shared secret. */
export interface Client extends ClientSettings {
  readonly clientId: string;
  readonly name: string;
  /** Whose client it is; of a multi-tenant client, its vendor. */
  readonly organizationNumber: string;
  readonly tenancy: Tenancy;
  readonly keys: readonly ClientKey[];
  /** Ways beside the browser's redirect by which it logs persons in. */
  readonly signInFlows: readonly SignInFlow[];
  /** The APIs that this client is, by their audiences: tokens for them it may look into and exchange. */
  readonly apis: readonly string[];
  /** What it asked for by self-service and nobody has approved. */
  readonly pending: Pending;
  readonly createdAt: Date;
  readonly disabledAt?: Date;
}

/** Acts for its own organisation, or for those that delegated to it. */
export type Tenancy = 'single-tenant' | 'multi-tenant';

/** On another device than the client's (RFC 8628), or asked for behind the person's back (OpenID CIBA Core 1.0). */
export type SignInFlow = 'device' | 'ciba';

/** A public key that the client signs with; several at once while it changes from one to the next. */
export interface ClientKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly thumbprint: string;
  readonly addedAt: Date;
  /** When it ends by itself. */
  readonly expiresAt?: Date;
}

export interface ClientInput {
  readonly name: string;
  readonly organizationNumber: string;
  /** One or more public JWKs. A `kid` of the client's own is kept; without one it is the RFC 7638 thumbprint. */
  readonly publicJwks: readonly unknown[];
  readonly scopes: readonly string[];
  /** `single-tenant` unless said otherwise. */
  readonly tenancy?: Tenancy;
  /** Units of its organisation that a single-tenant client may name in its tokens. */
  readonly childOrganizationNumbers?: readonly string[];
  /** Where persons who log in come back to, compared exactly; a client without any logs nobody in. */
  readonly redirectUris?: readonly string[];
  /** Where they come after they log out. */
  readonly postLogoutRedirectUris?: readonly string[];
  /** Further ways to log persons in. */
  readonly signInFlows?: readonly SignInFlow[];
  /** The APIs that this client is, by their audiences. */
  readonly apis?: readonly string[];
}

export type NewKey = Omit<ClientKey, 'addedAt' | 'expiresAt'>;

export interface NewClient extends ClientSettings {
  readonly name: string;
  readonly organizationNumber: string;
  readonly tenancy: Tenancy;
  readonly keys: readonly NewKey[];
  readonly signInFlows: readonly SignInFlow[];
  readonly apis: readonly string[];
}

/** A rotation needs two; a few more for a system with several nodes. Each is tried when an assertion has no kid. */
export const keysMax = 5;
const nameSizeMaxChars = 200;

/** Checks everything about a new client. Throws ClientInvalid, OrganizationNumberInvalid, KeyRefused or ScopeUnknown. */
export function parseNewClient(input: ClientInput, catalogue: ScopeCatalogue): NewClient {
  const keys = input.publicJwks.map(parseNewKey);
  if (keys.length === 0 || keys.length > keysMax) throw new ClientInvalid(`A client has 1 to ${keysMax} keys`);
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new ClientInvalid('Two keys have the same kid');
  if (new Set(keys.map(({ thumbprint }) => thumbprint)).size < keys.length) {
    throw new ClientInvalid('The same key stands there twice');
  }
  const { name, organizationNumber, scopes, tenancy = 'single-tenant', childOrganizationNumbers = [] } = input;
  const { redirectUris = [], postLogoutRedirectUris = [], signInFlows = [], apis = [] } = input;
  if (scopes.length === 0) throw new ClientInvalid('A client has at least one scope');
  return {
    name: parseName(name),
    organizationNumber: parseOrganizationNumber(organizationNumber),
    tenancy,
    keys,
    signInFlows: [...new Set(signInFlows)],
    apis: parseApis(apis, catalogue),
    ...parseClientSettings({ scopes, childOrganizationNumbers, redirectUris, postLogoutRedirectUris }, catalogue),
  };
}

/** A client that has a place to send persons back to, or another way, may log persons in. */
export function canSignIn({ redirectUris, signInFlows }: Pick<Client, 'redirectUris' | 'signInFlows'>): boolean {
  return redirectUris.length > 0 || signInFlows.length > 0;
}

function parseApis(apis: readonly string[], { audiences }: ScopeCatalogue): string[] {
  if (!apis.every((audience) => audiences.has(audience))) {
    throw new ClientInvalid(`apis holds audiences of our APIs: ${[...audiences].join(', ')}`);
  }
  return [...new Set(apis)];
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

/** Trimmed. Throws ClientInvalid. */
export function parseName(name: string): string {
  const trimmed = name.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isShown = trimmed.length > 0 && trimmed.length <= nameSizeMaxChars && !/[\u0000-\u001f\u007f]/.test(trimmed);
  if (!isShown) throw new ClientInvalid(`name must be 1 to ${nameSizeMaxChars} characters on one line`);
  return trimmed;
}
