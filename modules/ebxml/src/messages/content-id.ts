/** The Content-ID that a `cid:` names, decoded (RFC 2392); undefined for any other URI. */
export function contentIdOf(uri: string | undefined): string | undefined {
  if (uri === undefined || !/^cid:/i.test(uri)) return undefined;
  return bareContentId(decodeOnce(uri.slice('cid:'.length)));
}

/** A Content-ID as it is compared: without the `<>` around it. */
export function bareContentId(contentId: string): string {
  return contentId.trim().replace(/^<(.*)>$/s, '$1');
}

/** A `cid:` may be URL-encoded while the head field is not, and may hold a `%` that stands for itself. */
function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
