import { createHash } from 'node:crypto';
import type { AccessToken, ClientCredentials, KoaContextWithOIDC } from 'oidc-provider';
import { grantSourceOf } from './grant-source.ts';
import { claimsFor } from './person-claims.ts';
import type { SignIn } from './sign-in.ts';

/** What an access token for an API says of the person behind it (HelseID); nothing in a machine's token. */
export function personTokenClaims(
  { oidc }: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
  { persons }: SignIn,
): Record<string, unknown> {
  if (token.kind !== 'AccessToken') return {};
  // A log-in behind the person's back has no session; it is as long as its grant.
  const { accountId, grantId = '', sessionUid = grantId, clientId = '' } = token as AccessToken;
  const source = grantSourceOf(oidc);
  const person = persons.find(accountId);
  if (!person || !source) throw new Error('a token of nobody cannot be issued');
  const { sub: _subject, ...claims } = claimsFor(person, new Set(source.scope?.split(' ')), { persons, clientId });
  // The same for as long as the person is logged in, another for each client, and no key to the session.
  const sid = createHash('sha256').update(`${clientId} ${sessionUid}`).digest('base64url');
  return { ...claims, sid, idp: persons.name, auth_time: source.authTime, amr: source.amr };
}
