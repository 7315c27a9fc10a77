/**
 * Sent with every answer: an API answer is never a page, a frame or a script, and is never kept by a cache unless the
 * route says so. Pages (the portal, a log-in) set their own over these.
 */
const ALWAYS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** One year (RFC 6797 §6.1.1); only where the public URL is https, because it binds the host. */
const TRANSPORT_SECURITY = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const;

export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return publicUrl.startsWith('https:') ? { ...ALWAYS, ...TRANSPORT_SECURITY } : ALWAYS;
}
