/** What a rendered page says to a reader, and what its parts say to a machine (`time`, `data`). */
export interface PageText {
  /** Without tags, white space normalised. */
  readonly text: string;
  readonly machineValues: ReadonlySet<string>;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Reads a page as a browser would show it, as far as our own pages need. */
export function readPage(page: string): PageText {
  const body = page.slice(page.indexOf('<main'));
  const machineValues = [...body.matchAll(/<(?:time datetime|data value)="([^"]*)"/g)].map(([, value]) =>
    normalize(decode(value as string)),
  );
  const text = body.replace(/<\/?(?:span|b|i|em|strong|sup|sub|time|data)(?: [^>]*)?>/g, '').replace(/<[^>]*>/g, ' ');
  return { text: normalize(decode(text)), machineValues: new Set(machineValues) };
}

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] as string);
}

export function normalize(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
