import { decodeText } from './decode-text.ts';

/** One element of an outline, with its place in the source text, so that a change can be made by splicing. */
export class OutlineElement {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  readonly parent: OutlineElement | undefined;
  readonly children: OutlineElement[] = [];
  /** Offset of `<`. */
  readonly start: number;
  /** Offset after the `>` of the start tag. */
  readonly contentStart: number;
  /** Offset of the `<` of the end tag; equal to contentStart for `<empty/>`. */
  contentEnd: number;
  /** Offset after the element. */
  end: number;
  readonly #source: string;

  constructor(
    source: string,
    place: { name: string; namespace: string; parent: OutlineElement | undefined; start: number; contentStart: number },
  ) {
    this.#source = source;
    this.name = place.name;
    this.namespace = place.namespace;
    this.parent = place.parent;
    this.start = place.start;
    this.contentStart = place.contentStart;
    this.contentEnd = place.contentStart;
    this.end = place.contentStart;
  }

  /** The first child of that name in the same namespace. */
  child(name: string): OutlineElement | undefined {
    return this.children.find((child) => child.name === name && child.namespace === this.namespace);
  }

  /** All children of that name in the same namespace. */
  childrenNamed(name: string): OutlineElement[] {
    return this.children.filter((child) => child.name === name && child.namespace === this.namespace);
  }

  /** Follows names downwards. */
  find(...names: readonly string[]): OutlineElement | undefined {
    let found: OutlineElement | undefined = this;
    for (const name of names) found = found?.child(name);
    return found;
  }

  /** The text directly in it and in elements within, trimmed: the leaf fields of the heads are simple text. */
  text(): string {
    return decodeText(this.#source.slice(this.contentStart, this.contentEnd)).trim();
  }

  /** As `text`, with white space at the ends as it came. */
  exactText(): string {
    return decodeText(this.#source.slice(this.contentStart, this.contentEnd));
  }

  /** The content as it stands in the source, not decoded. */
  rawContent(): string {
    return this.#source.slice(this.contentStart, this.contentEnd);
  }

  /** The start tag as it stands in the source. */
  startTag(): string {
    return this.#source.slice(this.start, this.contentStart);
  }

  /** The value of an attribute without a prefix, white space at the ends removed (`xs:token`). */
  attribute(name: string): string | undefined {
    return this.exactAttribute(name)?.trim();
  }

  /** As `attribute`, normalised only as every XML reader does (XML 1.0 §3.3.3). */
  exactAttribute(name: string): string | undefined {
    const pattern = ATTRIBUTE_PATTERNS[name] ?? attributePattern(name);
    const match = pattern.exec(this.startTag());
    return match === null ? undefined : decodeText(((match[1] ?? match[2]) as string).replace(/\r\n|[\t\n\r]/g, ' '));
  }

  /** Where the value of an attribute stands in the source, between its quotes. */
  attributeSpan(name: string): { start: number; end: number } | undefined {
    const indices = new RegExp(attributePattern(name), 'd').exec(this.startTag())?.indices;
    const [start, end] = indices?.[1] ?? indices?.[2] ?? [];
    if (start === undefined || end === undefined) return undefined;
    return { start: this.start + start, end: this.start + end };
  }

  /** The prefix of the tag with its colon, or nothing. */
  prefix(): string {
    return /^<([^\s/>:]+:)?/.exec(this.startTag())?.[1] ?? '';
  }

  /** 1-based line of the start tag. */
  line(): number {
    let line = 1;
    for (let at = this.#source.indexOf('\n'); at !== -1 && at < this.start; at = this.#source.indexOf('\n', at + 1))
      line++;
    return line;
  }

  /** Names from the root down, with slashes; a position only where siblings share the name, as `elementPath` has it. */
  path(): string {
    if (this.parent === undefined) return this.name;
    const namesakes = this.parent.children.filter((sibling) => sibling.name === this.name);
    const position = namesakes.length > 1 ? `[${namesakes.indexOf(this) + 1}]` : '';
    return `${this.parent.path()}/${this.name}${position}`;
  }
}

/** The start tag is well-formed, so that white space, a name, `=` and a quoted value is an attribute; `>` may stand in it. */
function attributePattern(name: string): RegExp {
  return new RegExp(
    `^<[^\\s/>]+(?:\\s+[^\\s=]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*?\\s+${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`,
  );
}

/** The attributes of coded values, CS and CV in KITH's data types, and the time type TS. */
const ATTRIBUTE_PATTERNS: Readonly<Record<string, RegExp>> = {
  V: attributePattern('V'),
  S: attributePattern('S'),
  DN: attributePattern('DN'),
  OT: attributePattern('OT'),
};
