/**
 * Whether a proof's `htu` names this request: same URL after the normalisation of RFC 3986 §6.2.2 and §6.2.3
 * (RFC 9449 §4.3 step 9). An `htu` with query or fragment is refused, as HelseID's own validator does.
 * @param requestUrl absolute, as the client saw it; its query is not compared
 */
export function targetMatches(htu: unknown, requestUrl: string): boolean {
  if (typeof htu !== 'string' || htu.length > htuSizeMaxChars) return false;
  if (htu.includes('?') || htu.includes('#')) return false;
  const target = withoutQuery(requestUrl);
  if (htu === target) return true;
  const normal = normalised(htu);
  return normal !== undefined && normal === normalised(target);
}

const htuSizeMaxChars = 2048;

function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** URL lowers scheme and host, drops default ports and dot segments; what is left is the case of %-escapes. */
function normalised(url: string): string | undefined {
  return URL.parse(url)?.href.replace(/%[0-9a-f]{2}/gi, normalisedEscape);
}

function normalisedEscape(triplet: string): string {
  const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(character) ? character : triplet.toUpperCase();
}
