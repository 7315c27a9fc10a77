import type { OwnToken } from './read-own-token.ts';
import { claimsOfScope } from './sign-in/person-claims.ts';

/** Of the log-in, and what of the person is the same for every client; the pseudonym is of the first client alone. */
const keptClaims = [
  ...['idp', 'auth_time', 'amr'],
  ...Object.entries(claimsOfScope).flatMap(([scope, names]) => (scope.endsWith('/pid_pseudonym') ? [] : names)),
];

/**
 * What an exchanged token says of the one before: the same subject, and who acts for it. The present actor stands
 * outermost, the client that the first token was given to within (RFC 8693 §4.1).
 */
export function exchangedClaims({ claims, clientId }: OwnToken, actorClientId: string): Record<string, unknown> {
  return {
    ...Object.fromEntries(keptClaims.flatMap((name) => (claims[name] === undefined ? [] : [[name, claims[name]]]))),
    act: { sub: actorClientId, act: { sub: clientId } },
  };
}
