/** One thing that a document says: a text between tags, or the value of an attribute. */
export interface Content {
  readonly element: TreeElement;
  readonly kind: 'text' | 'attribute';
  /** Local name of the attribute; empty for text. */
  readonly name: string;
  /** As it stands in the document; never only white space. */
  readonly value: string;
}

const NO_LAYOUT: ReadonlyMap<string, string> = new Map();

/** An element of a document that is to be shown. Names are local: the messages use one name for one thing in all namespaces. */
export class TreeElement {
  readonly name: string;
  readonly namespace: string;
  readonly parent: TreeElement | undefined;
  readonly attributes: Content[] = [];
  /** Elements and texts in the order of the document. */
  readonly nodes: (TreeElement | Content)[] = [];
  readonly elements: TreeElement[] = [];
  /** Spans of table cells: the only layout that is kept. */
  layout: ReadonlyMap<string, string> = NO_LAYOUT;

  constructor(name: string, namespace: string, parent: TreeElement | undefined) {
    this.name = name;
    this.namespace = namespace;
    this.parent = parent;
  }

  child(name: string): TreeElement | undefined {
    return this.elements.find((element) => element.name === name);
  }

  childrenNamed(...names: readonly string[]): TreeElement[] {
    return this.elements.filter((element) => names.includes(element.name));
  }

  /** Follows names downwards, the first of each. */
  find(...names: readonly string[]): TreeElement | undefined {
    let found: TreeElement | undefined = this;
    for (const name of names) found = found?.child(name);
    return found;
  }

  attribute(name: string): Content | undefined {
    return this.attributes.find((attribute) => attribute.name === name);
  }

  /** Texts directly in it. */
  texts(): Content[] {
    return this.nodes.filter((node): node is Content => !(node instanceof TreeElement));
  }

  /** To decide by, not to show: the code of a coded value, else the text, trimmed; empty where there is none. */
  peek(): string {
    const code =
      this.attribute('V')?.value ??
      this.texts()
        .map(({ value }) => value)
        .join('');
    return code.trim();
  }

  /** Whether anything is said in it or below it. */
  hasContent(): boolean {
    return this.attributes.length > 0 || this.nodes.some((node) => !(node instanceof TreeElement) || node.hasContent());
  }
}
