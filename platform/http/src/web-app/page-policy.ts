import { createHash } from 'node:crypto';

/**
 * What a page may do: run our scripts, show our styles, fonts and pictures, call us, and nothing else. Nothing from
 * another host, nothing inline but the styles that are named by their hash, and nobody may put it in a frame
 * (Content Security Policy Level 3).
 */
export function pagePolicy(inlineStyles: readonly string[]): string {
  const hashes = inlineStyles.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    ['style-src', "'self'", ...hashes].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
