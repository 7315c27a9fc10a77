import type { KoaContextWithOIDC } from 'oidc-provider';
import { signInPaths } from '../provider-paths.ts';
import { askForCode } from './device-flow.ts';
import { languageOf, pagePolicy } from './page-frame.ts';
import { signedOutPage, signOutPage } from './sign-in-page.ts';

/** Asks whether to log out; where it goes on to stands in the session, not in the page. */
export async function showSignOut(ctx: KoaContextWithOIDC): Promise<void> {
  const { secret = '', postLogoutRedirectUri } = stateOf(ctx);
  const page = signOutPage(languageOf(ctx.get('accept-language')), `${signInPaths.end_session}/confirm`, secret);
  show(ctx, page, postLogoutRedirectUri);
}

export function showSignedOut(ctx: KoaContextWithOIDC): void {
  show(ctx, signedOutPage(languageOf(ctx.get('accept-language'))));
}

/**
 * Where the provider has nothing to ask it sends a form that script submits: when nobody is logged in, and when one logs
 * in as another than before, and where a link brings a code from a device. There is no script here, so a button stands
 * in its place.
 */
export async function replaceScriptedForm(ctx: KoaContextWithOIDC): Promise<void> {
  const { route } = ctx.oidc ?? {};
  const isForm = ctx.type === 'text/html' && String(ctx.body).includes('<script>');
  if (!isForm) return;
  if (route === 'code_verification') askForCode(ctx, { code: String(ctx.oidc.params?.['user_code'] ?? '') });
  else if (['end_session', 'resume', 'device_resume'].includes(route)) await showSignOut(ctx);
}

function show(ctx: KoaContextWithOIDC, page: string, returnUri?: string): void {
  ctx.type = 'html';
  ctx.body = page;
  ctx.set('content-security-policy', pagePolicy(returnUri));
}

function stateOf({ oidc }: KoaContextWithOIDC): { secret?: string; postLogoutRedirectUri?: string } {
  return (oidc.session?.state ?? {}) as { secret?: string; postLogoutRedirectUri?: string };
}
