import { Asn1Unreadable } from './asn1-unreadable.ts';
import type { Asn1Value } from './asn1-value.ts';

/** The fields of a SEQUENCE, taken one after the other as the standard lists them. */
export class Asn1Fields {
  readonly #children: Generator<Asn1Value, void, undefined>;
  #next: Asn1Value | undefined;

  constructor(parent: Asn1Value) {
    this.#children = parent.children();
    this.#next = this.#children.next().value ?? undefined;
  }

  /** The next field, which must have this tag. `name` is the field's name in the standard. */
  take(tag: number, name: string): Asn1Value {
    const value = this.takeIf(tag);
    if (!value) throw new Asn1Unreadable(`${name} is missing`);
    return value;
  }

  /** The next field where it has this tag; undefined where it is another or none is left. */
  takeIf(tag: number): Asn1Value | undefined {
    return this.#next?.tag === tag ? this.takeAny() : undefined;
  }

  /** The next field, whatever it is; undefined where none is left. */
  takeAny(): Asn1Value | undefined {
    const value = this.#next;
    this.#next = value && (this.#children.next().value ?? undefined);
    return value;
  }

  /** Says that the standard has no further field here. */
  end(): void {
    if (this.#next) throw new Asn1Unreadable('a field too many');
  }
}

/** The fields of `value`, which must be constructed and have the tag. */
export function fieldsOf(value: Asn1Value, tag: number, name: string): Asn1Fields {
  if (value.tag !== tag) throw new Asn1Unreadable(`${name} is something else`);
  return new Asn1Fields(value);
}
