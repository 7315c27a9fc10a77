import { type Asn1Header, readHeader } from './asn1-header.ts';
import { type Asn1Limits, defaultAsn1Limits, ReadingBudget } from './asn1-limits.ts';
import { Asn1Unreadable } from './asn1-unreadable.ts';

/** Where a value lies in its source. Nothing is copied, and what is inside a value is read when it is asked for. */
interface Extent {
  readonly source: Uint8Array;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

/** One value in BER, of which DER is a part (X.690): definite and indefinite lengths alike. */
export class Asn1Value {
  /** Class and number, see `tags`. */
  readonly tag: number;
  readonly constructed: boolean;
  readonly #extent: Extent;
  readonly #depth: number;
  readonly #budget: ReadingBudget;

  constructor(header: Asn1Header, extent: Extent, depth: number, budget: ReadingBudget) {
    this.tag = header.tag;
    this.constructed = header.constructed;
    this.#extent = extent;
    this.#depth = depth;
    this.#budget = budget;
  }

  /** The whole encoding as it came, header included: what signatures cover and names are compared by. */
  get bytes(): Uint8Array {
    return this.#extent.source.subarray(this.#extent.start, this.#extent.end);
  }

  /** What stands between header and end. */
  get content(): Uint8Array {
    return this.#extent.source.subarray(this.#extent.contentStart, this.#extent.contentEnd);
  }

  /** The values inside, one after the other. Throws where this one is primitive. */
  *children(): Generator<Asn1Value, void, undefined> {
    if (!this.constructed) throw new Asn1Unreadable('a primitive value stands where one with parts is expected');
    const { source, contentStart, contentEnd } = this.#extent;
    for (let offset = contentStart; offset < contentEnd; ) {
      const child = valueAt(source, offset, contentEnd, this.#depth + 1, this.#budget);
      offset = child.#extent.end;
      yield child;
    }
  }
}

/** The one value that `source` consists of. */
export function readAsn1(source: Uint8Array, limits: Asn1Limits = defaultAsn1Limits): Asn1Value {
  if (source.length > limits.sizeMaxBytes) throw new Asn1Unreadable(`more than ${limits.sizeMaxBytes} bytes`);
  const value = valueAt(source, 0, source.length, 0, new ReadingBudget(limits));
  if (value.bytes.length !== source.length) throw new Asn1Unreadable('something follows the value');
  return value;
}

function valueAt(source: Uint8Array, start: number, within: number, depth: number, budget: ReadingBudget): Asn1Value {
  budget.spendHeader(depth);
  const header = readHeader(source, start, within);
  if (header.tag === 0) throw new Asn1Unreadable('an end-of-contents stands where nothing is open');
  const { contentStart } = header;
  if (header.contentEnd !== undefined) {
    const contentEnd = header.contentEnd;
    return new Asn1Value(header, { source, start, contentStart, contentEnd, end: contentEnd }, depth, budget);
  }
  const contentEnd = endOfIndefinite(source, contentStart, within, depth, budget);
  return new Asn1Value(header, { source, start, contentStart, contentEnd, end: contentEnd + 2 }, depth, budget);
}

/** Where the end-of-contents stands that closes a value of indefinite length. What has a length of its own is stepped over. */
function endOfIndefinite(
  source: Uint8Array,
  contentStart: number,
  within: number,
  depth: number,
  budget: ReadingBudget,
): number {
  let open = 1;
  let offset = contentStart;
  for (;;) {
    budget.spendHeader(depth + open);
    const header = readHeader(source, offset, within);
    if (header.tag !== 0) {
      if (header.contentEnd === undefined) open += 1;
      offset = header.contentEnd ?? header.contentStart;
      continue;
    }
    if (header.constructed || header.contentEnd !== header.contentStart) {
      throw new Asn1Unreadable('an end-of-contents has a content');
    }
    open -= 1;
    if (open === 0) return offset;
    offset = header.contentStart;
  }
}
