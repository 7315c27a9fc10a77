const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MARKUP = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<[^>]*>|&#x([0-9a-fA-F]+);|&#(\d+);|&(\w+);/g;

/**
 * The text of well-formed markup: references replaced, CDATA kept, comments, instructions and tags left out, line ends
 * as XML 1.0 §2.11 has them. Documents with a DOCTYPE are refused before, so the five predefined entities are all there are.
 */
export function decodeText(markup: string): string {
  const text = markup.includes('\r') ? markup.replace(/\r\n?/g, '\n') : markup;
  if (!text.includes('&') && !text.includes('<')) return text;
  return text.replace(MARKUP, (whole, cdata?: string, hexadecimal?: string, decimal?: string, entity?: string) => {
    if (cdata !== undefined) return cdata;
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entity === undefined ? '' : (PREDEFINED[entity] ?? whole);
  });
}
