import { labelOf } from './text/element-labels.ts';
import type { Language } from './text/language.ts';
import { type TextKey, textOf } from './text/texts.ts';
import type { TreeElement } from './tree/tree-element.ts';

/** What the parts of one page share while it is made. */
export class Page {
  readonly language: Language;
  /** A time of day without a zone was put into words somewhere: the page says how it was read. */
  hasAssumedZone = false;
  /** Coded values that stand on the page in words, so that their codes belong in the table of codes. */
  readonly inWords = new Set<TreeElement>();
  /** What an element is called where its own name says too little, such as a result by its analysis. */
  readonly names = new Map<TreeElement, string>();

  readonly #usedNames = new Map<string, number>();

  constructor(language: Language) {
    this.language = language;
  }

  text(key: TextKey): string {
    return textOf(key, this.language);
  }

  /** The readable name of an element. */
  label(element: TreeElement): string {
    return this.names.get(element) ?? labelOf(element.name, element.parent?.name, this.language);
  }

  /** The name itself, and from the second time on with a number. */
  uniqueName(name: string): string {
    const count = (this.#usedNames.get(name) ?? 0) + 1;
    this.#usedNames.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  }
}
