/** An attribute of a start tag, by its offsets in the text. */
export interface AttributeSpan {
  readonly name: string;
  /** Offset of the white space before the name, and after the closing quote. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Where an element of a document stands in its text, whatever its depth. */
export interface ElementSpan {
  /** As it stands there, prefix included. */
  readonly name: string;
  readonly parent: ElementSpan | undefined;
  readonly children: ElementSpan[];
  readonly attributes: readonly AttributeSpan[];
  readonly start: number;
  readonly contentStart: number;
  contentEnd: number;
  end: number;
}

const MARKUP = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/[^>]*>|<(?:"[^"]*"|'[^']*'|[^>"'])*>/g;
const ATTRIBUTE = /\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/dg;

/** All elements of a well-formed document without a DOCTYPE, in document order. */
export function readElementSpans(text: string): ElementSpan[] {
  const elements: ElementSpan[] = [];
  let open: ElementSpan | undefined;
  for (const match of text.matchAll(MARKUP)) {
    const [tag] = match;
    const { index } = match;
    if (tag.startsWith('<!') || tag.startsWith('<?')) continue;
    if (tag.startsWith('</')) {
      if (open === undefined) break;
      open.contentEnd = index;
      open.end = index + tag.length;
      open = open.parent;
      continue;
    }
    const element = readStartTag(tag, index, open);
    elements.push(element);
    open?.children.push(element);
    if (!tag.endsWith('/>')) open = element;
  }
  return elements;
}

function readStartTag(tag: string, start: number, parent: ElementSpan | undefined): ElementSpan {
  const end = start + tag.length;
  const attributes = [...tag.matchAll(ATTRIBUTE)].map((match) => {
    const [valueStart, valueEnd] = match.indices?.[2] ?? match.indices?.[3] ?? [0, 0];
    return {
      name: match[1] as string,
      start: start + match.index,
      end: start + match.index + match[0].length,
      valueStart: start + valueStart,
      valueEnd: start + valueEnd,
    };
  });
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? '';
  return { name, parent, children: [], attributes, start, contentStart: end, contentEnd: end, end };
}
