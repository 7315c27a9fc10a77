import type { Attachment } from './verdict.ts';

/**
 * The name by which an attachment and its reference find each other. Both are compared decoded (RFC 2392 asks for
 * percent-encoding in the URI only; some encode in neither, some in both), so two that differ only in that are the same.
 */
export function attachmentKey({ contentId }: Attachment): string {
  return decoded(contentId.trim().replace(/^<(.*)>$/s, '$1'));
}

/** The same of a `cid:` URI; undefined for every other one. */
export function referenceKey(uri: string): string | undefined {
  return /^cid:/i.test(uri) ? decoded(uri.slice('cid:'.length)) : undefined;
}

/** The `cid:` URI of an attachment. */
export function contentIdUri(attachment: Attachment): string {
  return `cid:${encodeURIComponent(attachmentKey(attachment)).replaceAll('%40', '@')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
