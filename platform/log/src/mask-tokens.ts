const TOKEN_MASK = '[token]';
const PASSWORD_MASK = '[password]';

/** JWS or JWE in compact form: both begin with the Base64url of `{"` (RFC 7515 §7.1). */
const COMPACT_JWT = /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*){1,3}/g;

/** The password of a URL such as that of the database. */
const URL_PASSWORD = /(:\/\/[^\s:/@"\\]*:)[^\s@"\\]+@/g;

/** A cheap first look: false means that the text holds no token and no URL with a password. */
export function mayHoldToken(text: string): boolean {
  return text.includes('eyJ') || (text.includes('://') && text.includes('@'));
}

/** The same text with signed tokens and the passwords of URLs replaced by a mask. */
export function maskTokens(text: string): string {
  if (!mayHoldToken(text)) return text;
  return text.replace(COMPACT_JWT, TOKEN_MASK).replace(URL_PASSWORD, `$1${PASSWORD_MASK}@`);
}
