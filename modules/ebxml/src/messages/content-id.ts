/** The Content-ID that a `cid:` names (RFC 2392), as it is compared; undefined for any other URI. */
export function contentIdOf(uri: string | undefined): string | undefined {
  return uri !== undefined && /^cid:/i.test(uri) ? bareContentId(uri.slice('cid:'.length)) : undefined;
}

/**
 * A Content-ID as it is compared: without the `<>` around it, and decoded. RFC 2392 asks for percent-encoding in the URI
 * only; some encode in neither, some in both.
 */
export function bareContentId(contentId: string): string {
  return decodeOnce(contentId.trim().replace(/^<(.*)>$/s, '$1'));
}

/** The URI that names it. */
export function contentIdUri(contentId: string): string {
  return `cid:${encodeURIComponent(bareContentId(contentId)).replaceAll('%40', '@')}`;
}

/** A `%` may stand for itself. */
function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
