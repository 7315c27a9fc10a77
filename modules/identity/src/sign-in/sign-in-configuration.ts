import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { AccessGrants } from '../granted-access.ts';
import { interactionPath } from '../provider-paths.ts';
import { askedSeconds } from './backchannel.ts';
import { claimsFor, claimsOfScope, personScopes } from './person-claims.ts';
import type { SignIn } from './sign-in.ts';

/** A working day. Session, grant and refresh tokens end together; a token that is renewed does not live longer. */
const signedInSeconds = 8 * 3_600;
/** For one who has not logged in yet. */
const waitingSeconds = 600;
const codeSeconds = 60;
const pushedRequestSeconds = 90;

/** Where the provider keeps that a pushed request asked for a refresh token; see {@link keepOfflineAccess}. */
const offlineParameter = 'samband_offline_access';

interface SignInOptions {
  readonly issuer: string;
  readonly signIn: SignIn;
  readonly grants: AccessGrants;
}

/** What is added to the provider's configuration when persons can log in. */
export function signInConfiguration({ issuer, signIn, grants }: SignInOptions) {
  const secure = issuer.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const;
  const policy = interactionPolicy.base();
  // HelseID asks nobody for consent: what a client may see of a person is agreed on beforehand.
  policy.remove('consent');
  return {
    responseTypes: ['code'],
    claims: Object.fromEntries(Object.entries(claimsOfScope).map(([scope, names]) => [scope, [...names]])),
    conformIdTokenClaims: false,
    cookies: {
      keys: [signIn.cookieKey],
      short: cookie,
      long: { ...cookie, path: '/connect' },
      names: { session: 'samband_session', interaction: 'samband_sign_in', resume: 'samband_resume' },
    },
    interactions: { policy, url: (_ctx, { uid }) => `${interactionPath}/${uid}` },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    extraParams: { [offlineParameter]: (ctx) => restrict(ctx, grants) },
    findAccount: (ctx, subject) => findAccount(ctx, subject, signIn),
    loadExistingGrant: grantWhatIsAsked,
    issueRefreshToken: async (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    // The old token is spent by the renewal, so what would refuse the new one is looked for before.
    rotateRefreshToken: async (ctx) => {
      await grants.check(ctx);
      return true;
    },
    expiresWithSession: async () => true,
    ttl: {
      AuthorizationCode: codeSeconds,
      PushedAuthorizationRequest: pushedRequestSeconds,
      Interaction: waitingSeconds,
      DeviceCode: waitingSeconds,
      BackchannelAuthenticationRequest: ({ oidc }) =>
        Math.min(askedSeconds, Number(oidc.params?.['requested_expiry'] ?? askedSeconds)),
      Session: (_ctx, { accountId, loginTs }) =>
        accountId === undefined ? waitingSeconds : remaining(signedInSeconds, loginTs),
      Grant: signedInSeconds,
      RefreshToken: (_ctx, token) => remaining(signedInSeconds, token.iiat),
      IdToken: 300,
    },
  } satisfies Partial<Configuration>;
}

/** RFC 9449 §5 binds the refresh tokens of public clients only; HelseID binds all. */
export function bindRefreshTokens(provider: Provider, currentContext: () => KoaContextWithOIDC | undefined): void {
  const { prototype } = provider.RefreshToken;
  const { save } = prototype;
  prototype.save = async function saveBound(...rest) {
    const jkt = currentContext()?.oidc.entities.AccessToken?.jkt;
    if (this.jkt === undefined && jkt !== undefined) this.jkt = jkt;
    return save.apply(this, rest);
  };
}

function remaining(seconds: number, since: number | undefined): number {
  const now = Math.floor(Date.now() / 1000);
  return Math.max(1, (since ?? now) + seconds - now);
}

/** The answer comes as query of the redirect; and refresh tokens are given as HelseID does. */
function restrict(ctx: KoaContextWithOIDC, grants: AccessGrants): void {
  const { params } = ctx.oidc;
  if (params?.['response_mode'] !== undefined && params['response_mode'] !== 'query') {
    throw new errors.InvalidRequest('response_mode can only be query');
  }
  keepOfflineAccess(ctx, grants);
}

/**
 * The provider drops `offline_access` from every request without prompt=consent (OpenID Connect Core §11). HelseID's
 * clients do not send that, because nobody is asked for consent: the scope is put back, at the pushed request from what
 * the client sent, at the authorization from what the pushed request kept.
 */
function keepOfflineAccess(ctx: KoaContextWithOIDC, grants: AccessGrants): void {
  const { params, route, client } = ctx.oidc;
  if (!params || !client?.grantTypeAllowed('refresh_token')) return;
  if (route === 'pushed_authorization_request') {
    params[offlineParameter] = grants.askedOffline(ctx) ? 'yes' : undefined;
  }
  if (params[offlineParameter] !== 'yes') return;
  const scopes = new Set(
    String(params['scope'] ?? '')
      .split(' ')
      .filter(Boolean),
  );
  params['scope'] = [...scopes.add('offline_access')].join(' ');
}

async function grantWhatIsAsked(ctx: KoaContextWithOIDC) {
  const { session, client, account, provider } = ctx.oidc;
  if (!client || !account) return undefined;
  const grantId = session?.grantIdFor(client.clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const scopes = [...ctx.oidc.requestParamScopes];
  grant.addOIDCScope(scopes.filter((scope) => personScopes.has(scope)).join(' '));
  const apiScopes = scopes.filter((scope) => !personScopes.has(scope)).join(' ');
  for (const resource of Object.keys(ctx.oidc.resourceServers ?? {})) grant.addResourceScope(resource, apiScopes);
  await grant.save();
  return grant;
}

async function findAccount(ctx: KoaContextWithOIDC, subject: string, { persons }: SignIn) {
  const person = persons.find(subject);
  if (!person) return undefined;
  return {
    accountId: subject,
    claims: async (_use: string, scope: string) => {
      const scopes = new Set(scope.split(' '));
      return {
        sub: subject,
        ...claimsFor(person, scopes, { persons, clientId: ctx.oidc.client?.clientId ?? '' }),
      };
    },
  };
}
