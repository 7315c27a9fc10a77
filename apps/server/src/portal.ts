import { join } from 'node:path';
import type { HttpServerOptions } from '@samband/http';

/**
 * The portal as tools/build-portal.mjs has built it, and what its page may do: run our scripts, show our styles, call
 * us, and nothing else. The rendered document is a frame inside the page, and has the page's policy too.
 */
export const portal: NonNullable<HttpServerOptions['webApp']> = {
  folder: join(import.meta.dirname, '../../portal/dist'),
  contentSecurityPolicy: [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; '),
  absentText:
    'The portal is not built yet. `node tools/build-portal.mjs` in the project folder builds it; then start again.',
};
