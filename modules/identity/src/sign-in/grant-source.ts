import type { KoaContextWithOIDC } from 'oidc-provider';

/** What a token request goes on from: what the person's log-in gave, by whichever way it came. */
export function grantSourceOf({ entities }: KoaContextWithOIDC['oidc']) {
  return (
    entities.AuthorizationCode ??
    entities.RefreshToken ??
    entities.DeviceCode ??
    entities.BackchannelAuthenticationRequest
  );
}
