/**
 * Whether an Accept header lets an answer of this media type through (RFC 9110 §12.5.1): the type itself, its group or
 * everything, and not with weight 0.
 */
export function accepts(header: string, mediaType: string): boolean {
  const [group = ''] = mediaType.split('/', 1);
  const ranges = header.split(',').map(parseRange);
  // The most exact range decides, as `*/*, text/html;q=0` says.
  for (const wanted of [mediaType, `${group}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range !== undefined) return range.weight > 0;
  }
  return false;
}

function parseRange(text: string): { type: string; weight: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { type, weight: weight === undefined ? 1 : Number(weight.slice('q='.length)) };
}
