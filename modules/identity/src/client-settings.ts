import { ClientInvalid } from './client-invalid.ts';
import { parseOrganizationNumber } from './organization-number.ts';
import { audienceOf, type ScopeCatalogue } from './scope.ts';

/** What a client may set of itself, as far as somebody approved it. */
export interface ClientSettings {
  readonly scopes: readonly string[];
  /** Claims for the tokens of one API each, by name: `<audience>/<name>`. */
  readonly claims: Readonly<Record<string, string>>;
  /** Units of its organisation that a single-tenant client may name. */
  readonly childOrganizationNumbers: readonly string[];
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
}

/** What waits for approval: nothing of it has any effect. */
export type Pending = Pick<ClientSettings, 'scopes' | 'claims' | 'childOrganizationNumbers'>;

export const nothingPending: Pending = { scopes: [], claims: {}, childOrganizationNumbers: [] };

const scopesMax = 100;
const claimsMax = 50;
const claimNameSizeMaxChars = 200;
const claimValueSizeMaxChars = 512;
const childrenMax = 1_000;
const urisMax = 50;
const uriSizeMaxChars = 2_000;

/** Checks all of it; what is not given is empty. Throws ClientInvalid, OrganizationNumberInvalid or ScopeUnknown. */
export function parseClientSettings(input: Partial<ClientSettings>, catalogue: ScopeCatalogue): ClientSettings {
  const scopes = once('scopes', input.scopes, scopesMax);
  catalogue.check(scopes);
  const children = once('childOrganizationNumbers', input.childOrganizationNumbers, childrenMax);
  return {
    scopes,
    claims: parseClaims(input.claims ?? {}, catalogue),
    childOrganizationNumbers: children.map(parseOrganizationNumber),
    redirectUris: once('redirectUris', input.redirectUris, urisMax).map(parseRedirectUri),
    postLogoutRedirectUris: once('postLogoutRedirectUris', input.postLogoutRedirectUris, urisMax).map(parseRedirectUri),
  };
}

function once(name: string, values: readonly string[] | undefined, sizeMax: number): string[] {
  const each = [...new Set(values)];
  if (each.length > sizeMax) throw new ClientInvalid(`${name} holds at most ${sizeMax}`);
  return each;
}

/** A claim belongs to one API, by the first part of its name, so that none can pass for a claim of ours. */
function parseClaims(claims: Readonly<Record<string, string>>, { audiences }: ScopeCatalogue): Record<string, string> {
  const entries = Object.entries(claims);
  if (entries.length > claimsMax) throw new ClientInvalid(`A client has at most ${claimsMax} claims of its own`);
  for (const [name, value] of entries) {
    const isOfApi = audiences.has(audienceOf(name)) && name !== audienceOf(name);
    if (!isOfApi || name.length > claimNameSizeMaxChars) {
      throw new ClientInvalid('A claim is named <audience>/<name>, with the audience of one of our APIs');
    }
    if (value.length === 0 || value.length > claimValueSizeMaxChars) {
      throw new ClientInvalid(`A claim has a value of 1 to ${claimValueSizeMaxChars} characters`);
    }
  }
  return Object.fromEntries(entries);
}

/** https, http on the same machine, or a private scheme with a dot in it (RFC 8252 §7). */
function parseRedirectUri(text: string): string {
  const url = text.length <= uriSizeMaxChars ? URL.parse(text) : null;
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isAllowed =
    url !== null &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && isLoopback) ||
      /^[a-z][\w+-]*\.[\w.+-]*:$/.test(url.protocol));
  if (!isAllowed || text.includes('#')) {
    throw new ClientInvalid('A redirect URI is https, http on localhost or a private scheme, without a fragment');
  }
  return text;
}

/** Less is given up at once; what is new waits for approval. A claim keeps its approved value until then. */
export function replacedSettings(
  now: ClientSettings,
  wanted: ClientSettings,
): { settings: ClientSettings; pending: Pending } {
  const children = apart(wanted.childOrganizationNumbers, now.childOrganizationNumbers);
  const scopes = apart(wanted.scopes, now.scopes);
  const claims = Object.entries(wanted.claims);
  const kept = claims.flatMap(([name]) => (Object.hasOwn(now.claims, name) ? [[name, now.claims[name] ?? '']] : []));
  return {
    settings: {
      ...wanted,
      scopes: scopes.approved,
      claims: Object.fromEntries(kept) as Record<string, string>,
      childOrganizationNumbers: children.approved,
    },
    pending: {
      scopes: scopes.waiting,
      claims: Object.fromEntries(claims.filter(([name, value]) => now.claims[name] !== value)),
      childOrganizationNumbers: children.waiting,
    },
  };
}

/** The settings with all that waits. */
export function approvedSettings({ pending, ...now }: ClientSettings & { readonly pending: Pending }): ClientSettings {
  const { redirectUris, postLogoutRedirectUris } = now;
  return {
    scopes: [...now.scopes, ...pending.scopes],
    claims: { ...now.claims, ...pending.claims },
    childOrganizationNumbers: [...now.childOrganizationNumbers, ...pending.childOrganizationNumbers],
    ...{ redirectUris, postLogoutRedirectUris },
  };
}

function apart(wanted: readonly string[], approved: readonly string[]) {
  return {
    approved: wanted.filter((value) => approved.includes(value)),
    waiting: wanted.filter((value) => !approved.includes(value)),
  };
}
