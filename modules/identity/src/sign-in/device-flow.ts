import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { devicePath } from '../provider-paths.ts';
import { type CodeFault, codePage, confirmCodePage, deviceDonePage } from './device-pages.ts';
import { languageOf, pagePolicy } from './page-frame.ts';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/**
 * The device authorization grant (RFC 8628), for a system without a browser. Codes are of letters that nobody mistakes
 * for another; eight of twenty, for ten minutes, are out of reach of guessing.
 */
export const deviceFlow: DeviceFlow = {
  enabled: true,
  charset: 'base-20',
  mask: '****-****',
  deviceInfo: () => ({}),
  userCodeInputSource: (ctx, _form, _out, error) => askForCode(ctx, { fault: error && faultOf(error) }),
  userCodeConfirmSource: (ctx, _form, client, _info, code) => {
    show(ctx, confirmCodePage(languageOfRequest(ctx), codeForm(ctx), { code, clientName: client.clientName ?? '' }));
  },
  successSource: (ctx) => show(ctx, deviceDonePage(languageOfRequest(ctx))),
};

/** Asks for the code, with the one that came in the link. */
export function askForCode(
  ctx: KoaContextWithOIDC,
  { code = '', fault }: { code?: string; fault?: CodeFault | undefined } = {},
): void {
  show(ctx, codePage(languageOfRequest(ctx), codeForm(ctx), { code, fault }));
}

/**
 * A code from a browser that has no session, since it has ended or was never at the page: it begins there. The provider
 * fails on it, because it wants to keep what it has not made.
 */
export function beginAtCodePage(ctx: KoaContextWithOIDC, error: unknown): void {
  const isSessionless = ctx.oidc?.route === 'code_verification' && ctx.oidc.session?.exp === undefined;
  if (!isSessionless) throw error;
  ctx.redirect(devicePath);
}

/** The names of what the provider throws where a code does not do. */
function faultOf({ name }: Error): CodeFault {
  if (name === 'AbortedError') return 'aborted';
  return name === 'ExpiredError' || name === 'AlreadyUsedError' ? 'used' : 'unknown';
}

function codeForm({ oidc }: KoaContextWithOIDC) {
  const { secret = '' } = (oidc.session?.state ?? {}) as { secret?: string };
  return { action: devicePath, xsrf: secret };
}

function languageOfRequest(ctx: KoaContextWithOIDC) {
  return languageOf(ctx.get('accept-language'));
}

function show(ctx: KoaContextWithOIDC, html: string): void {
  ctx.type = 'html';
  ctx.body = html;
  ctx.set('content-security-policy', pagePolicy());
  ctx.set('cache-control', 'no-store');
}
