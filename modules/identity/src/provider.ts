import { createHash } from 'node:crypto';
import type { Database } from '@samband/db';
import type { Logger } from '@samband/log';
import { type Configuration, type JWK, type KoaContextWithOIDC, Provider, type ResourceServer } from 'oidc-provider';
import type { Client } from './client.ts';
import { assertionSkewSeconds, checkClientAssertion } from './client-assertion.ts';
import type { Delegation } from './delegation.ts';
import { type AccessGrants, createAccessGrants } from './granted-access.ts';
import { introspectAccessToken } from './introspection.ts';
import { createProviderAdapter } from './provider-adapter.ts';
import { providerPaths, signInPaths } from './provider-paths.ts';
import type { OwnToken, ReadOwnToken } from './read-own-token.ts';
import { useOnce } from './replay-tables.ts';
import type { ScopeCatalogue } from './scope.ts';
import { backchannel } from './sign-in/backchannel.ts';
import { beginAtCodePage, deviceFlow } from './sign-in/device-flow.ts';
import { grantSourceOf } from './sign-in/grant-source.ts';
import { personScopes } from './sign-in/person-claims.ts';
import { personTokenClaims } from './sign-in/person-token-claims.ts';
import { replaceScriptedForm, showSignedOut, showSignOut } from './sign-in/provider-pages.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import { bindRefreshTokens, signInConfiguration } from './sign-in/sign-in-configuration.ts';
import { algorithmNames } from './signature-algorithms.ts';
import { type SigningKey, signingAlgorithm } from './signing-key.ts';
import { signingKeyAmong } from './signing-keys.ts';
import { providerWithTokenExchange, tokenExchangeGrant } from './token-exchange.ts';
import { ownTokenClaims, writeAccessToken } from './write-access-token.ts';

export interface ProviderOptions {
  readonly issuer: string;
  readonly database: Database;
  readonly log: Logger;
  readonly catalogue: ScopeCatalogue;
  readonly tokenLifetimeSeconds: number;
  readonly nonceKey: Buffer;
  readonly keys: readonly SigningKey[];
  readonly now: () => Date;
  readonly findClient: (clientId: string) => Promise<Client | undefined>;
  readonly findDelegation: (clientId: string, organizationNumber: string) => Promise<Delegation | undefined>;
  /** A token of ours that is in force. */
  readonly readToken: ReadOwnToken;
  /** Without it nobody can log in, and the endpoints for it are not there. */
  readonly signIn?: SignIn | undefined;
}

/** Members of the discovery document that are true of what is in use here (RFC 8414 §2). */
const discoveryMembers = new Set([
  'issuer',
  'token_endpoint',
  'jwks_uri',
  'grant_types_supported',
  'response_types_supported',
  'scopes_supported',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'dpop_signing_alg_values_supported',
  'introspection_endpoint',
  'introspection_endpoint_auth_methods_supported',
  'introspection_endpoint_auth_signing_alg_values_supported',
]);

/** The same, where persons can log in. */
const signInDiscoveryMembers = new Set([
  ...discoveryMembers,
  'authorization_endpoint',
  'pushed_authorization_request_endpoint',
  'require_pushed_authorization_requests',
  'userinfo_endpoint',
  'end_session_endpoint',
  'revocation_endpoint',
  'revocation_endpoint_auth_methods_supported',
  'revocation_endpoint_auth_signing_alg_values_supported',
  'code_challenge_methods_supported',
  'authorization_response_iss_parameter_supported',
  'id_token_signing_alg_values_supported',
  'subject_types_supported',
  'claims_supported',
  'device_authorization_endpoint',
  'backchannel_authentication_endpoint',
  'backchannel_token_delivery_modes_supported',
  'backchannel_user_code_parameter_supported',
]);

/**
 * The OpenID provider with the HelseID profile, as far as this network uses it: client_credentials with private_key_jwt
 * and DPoP. The signing keys are fixed for one provider; another set needs another provider.
 */
export function createProvider(options: ProviderOptions): Provider {
  const grants = createAccessGrants({ ...options, allAudiences: options.issuer });
  const provider = providerWithTokenExchange(options.issuer, configuration(options, grants), { ...options, grants });
  provider.use(async (ctx, next) => {
    fixPublicUrl(ctx as KoaContextWithOIDC, options.issuer);
    await next().catch((error: unknown) => beginAtCodePage(ctx as KoaContextWithOIDC, error));
    const { oidc } = ctx as KoaContextWithOIDC;
    if (oidc?.route === 'discovery') ctx.body = discoveryDocument(ctx.body as Record<string, unknown>, options);
    if (oidc?.route === 'token') addOwnMembers(ctx as KoaContextWithOIDC, grants);
    if (oidc?.route === 'introspection') await introspectAccessToken(ctx as KoaContextWithOIDC, options);
    if (options.signIn) await replaceScriptedForm(ctx as KoaContextWithOIDC);
  });
  if (options.signIn) bindRefreshTokens(provider, () => Provider.ctx);
  // The provider's own way is to look and then to store: two nodes can both look before either has stored.
  provider.ReplayDetection.unique = (clientId, jti, expiresAtSeconds) =>
    useOnce(options.database, replayKey(clientId, jti), new Date(expiresAtSeconds * 1000));
  logFailures(provider, options.log);
  return provider;
}

function configuration(options: ProviderOptions, grants: AccessGrants): Configuration {
  const { issuer, catalogue, keys, nonceKey, tokenLifetimeSeconds, signIn } = options;
  const persons = signIn && signInConfiguration({ issuer, signIn, grants });
  const isOn = signIn !== undefined;
  const clientAlgorithms = [...algorithmNames] as NonNullable<
    Configuration['enabledJWA']
  >['clientAuthSigningAlgValues'];
  const { discovery: _discovery, authorizationServer: _server, ...endpoints } = providerPaths;
  const tokenEndpoint = `${issuer.replace(/\/$/, '')}${providerPaths.token}`;
  return {
    responseTypes: [],
    ...persons,
    adapter: createProviderAdapter(options.findClient, signIn),
    jwks: { keys: keys.map(({ privateJwk }) => privateJwk as JWK) },
    routes: { ...(isOn && signInPaths), ...endpoints },
    scopes: [...catalogue.names, ...(isOn ? ['openid', 'offline_access'] : [])],
    clientAuthMethods: ['private_key_jwt'],
    clockTolerance: assertionSkewSeconds,
    enabledJWA: {
      clientAuthSigningAlgValues: clientAlgorithms,
      dPoPSigningAlgValues: clientAlgorithms as never,
      idTokenSigningAlgValues: [signingAlgorithm],
    },
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    ttl: {
      ...persons?.ttl,
      AccessToken: tokenLifetimeSeconds,
      ClientCredentials: (ctx) => lifetimeSeconds(tokenLifetimeSeconds, grants.find(ctx)?.subject, options.now()),
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: isOn },
      // Of access tokens, which are JWTs, we answer ourselves: see introspection.ts.
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      deviceFlow: isOn ? deviceFlow : { enabled: false },
      ciba: signIn ? backchannel(signIn) : { enabled: false },
      revocation: { enabled: isOn, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: isOn,
        logoutSource: showSignOut,
        postLogoutSuccessSource: async (ctx) => showSignedOut(ctx),
      },
      pushedAuthorizationRequests: { enabled: isOn, requirePushedAuthorizationRequests: isOn },
      dPoP: { enabled: true, nonceSecret: nonceKey, requireNonce: () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, _client, oneOf) => oneOf?.[0] ?? (isForApi(ctx) ? issuer : []),
        // The token is for the API where one was asked for; with scopes of the person alone it opens userinfo.
        useGrantedResource: (ctx) => isForApi(ctx),
        getResourceServerInfo: async (ctx, resource) => {
          const isToken = ctx.oidc.route === 'token';
          const scopes = isToken ? (await grants.grant(ctx, resource)).scopes : await grants.requested(ctx, resource);
          // Among its own: a request that is under way while the keys change ends with those it began with.
          const sign = { alg: signingAlgorithm, kid: signingKeyAmong(keys, options.now()).kid };
          return {
            audience: resource,
            scope: scopes.join(' '),
            accessTokenFormat: 'jwt',
            jwt: { sign },
          } as ResourceServer;
        },
      },
    },
    extraTokenClaims: (ctx, token) => {
      const access = grants.find(ctx);
      // A token for userinfo alone is not for any API, and nobody reads it but we.
      if (!access && token.kind === 'AccessToken' && token.aud === undefined) return undefined;
      return { ...ownTokenClaims(access), ...(signIn && personTokenClaims(ctx, token, signIn)) };
    },
    formats: { customizers: { jwt: (ctx, _token, parts) => writeAccessToken(parts, grants.find(ctx)) } },
    assertJwtClientAuthClaimsAndHeader: (ctx, claims, header) => {
      checkClientAssertion(claims, header, Date.now() / 1000, { issuer, tokenEndpoint });
      grants.noteAssertion(ctx, claims);
    },
    renderError: (ctx, out) => {
      ctx.body = out;
    },
  };
}

/**
 * HelseID's own members: what a multi-tenant client asked for and the organisation does not allow, and the seconds until
 * the refresh token ends.
 */
function addOwnMembers(ctx: KoaContextWithOIDC, grants: AccessGrants): void {
  const rejected = grants.find(ctx)?.rejectedScopes ?? [];
  if (ctx.status !== 200) return;
  const refreshToken = ctx.oidc.entities.RefreshToken;
  ctx.body = {
    ...(ctx.body as object),
    ...(refreshToken && { rt_expires_in: refreshToken.remainingTTL }),
    ...(rejected.length > 0 && { rejected_scope: rejected.join(' ') }),
  };
}

/** A token that another was exchanged for ends when that does. */
function lifetimeSeconds(usual: number, subject: OwnToken | undefined, now: Date): number {
  if (!subject) return usual;
  return Math.max(1, Math.min(usual, Math.floor(subject.expiresAtSeconds - now.getTime() / 1000)));
}

/** Whether a request, or the log-in that it goes on from, is for one of our APIs; a machine's always is. */
function isForApi({ oidc }: KoaContextWithOIDC): boolean {
  const { params } = oidc;
  if (['client_credentials', tokenExchangeGrant].includes(String(params?.['grant_type']))) return true;
  const asked = String(params?.['scope'] ?? grantSourceOf(oidc)?.scope ?? '').split(' ');
  return asked.some((scope) => scope !== '' && !personScopes.has(scope));
}

/**
 * The provider takes its own address from the request, and compares proofs and assertions with it. The Host header is
 * the caller's to choose; the issuer is ours.
 */
function fixPublicUrl(ctx: KoaContextWithOIDC, issuer: string): void {
  const { origin, pathname, protocol } = new URL(issuer);
  ctx['mountPath'] = pathname === '/' ? '' : pathname.replace(/\/$/, '');
  Object.defineProperty(ctx.request, 'href', { value: `${origin}${ctx.path}` });
  // Cookies are for the address that browsers see, whatever stands between.
  Object.defineProperty(ctx.request, 'protocol', { value: protocol.slice(0, -1) });
}

function discoveryDocument(body: Record<string, unknown>, { signIn }: ProviderOptions): Record<string, unknown> {
  const members = signIn ? signInDiscoveryMembers : discoveryMembers;
  return Object.fromEntries(Object.entries(body).filter(([member]) => members.has(member)));
}

/** 128 bits of SHA-256, as a uuid; the parts are kept apart by a character that no client id has. */
function replayKey(clientId: string, jti: string): string {
  return createHash('sha256').update(`${clientId} ${jti}`).digest('hex').slice(0, 32);
}

/** What was refused and why, for whoever helps a vendor; no assertion, proof or token. */
function logFailures(provider: Provider, log: Logger): void {
  provider.on('grant.error', (ctx, error) => {
    const { error: code, error_description: description, error_detail: detail } = error;
    const facts = { clientId: ctx.oidc?.client?.clientId, code, description, detail };
    // A first request without a nonce is how every client begins (RFC 9449 §8).
    if (code === 'use_dpop_nonce') log.debug(facts, 'token request sent back for a nonce');
    else log.info(facts, 'token refused');
  });
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'token endpoint failed'));
}
