import { Asn1Unreadable } from './asn1-unreadable.ts';

/** What a reader takes at most. The defaults hold a document of 50 MB in pieces of 1,000 bytes, as Java cuts it. */
export interface Asn1Limits {
  readonly sizeMaxBytes: number;
  readonly depthMax: number;
  /** Headers read, those that are read again while the end of an indefinite length is looked for included. */
  readonly headersMax: number;
}

export const defaultAsn1Limits: Asn1Limits = { sizeMaxBytes: 64 * 1024 * 1024, depthMax: 32, headersMax: 1_000_000 };

/** Counts what one reading has used. Values of the same document share it, so no path through the document is free. */
export class ReadingBudget {
  readonly depthMax: number;
  #headersLeft: number;

  constructor(limits: Asn1Limits) {
    this.depthMax = limits.depthMax;
    this.#headersLeft = limits.headersMax;
  }

  spendHeader(depth: number): void {
    if (depth > this.depthMax) throw new Asn1Unreadable(`values are nested deeper than ${this.depthMax}`);
    if (this.#headersLeft === 0) throw new Asn1Unreadable('there are too many values');
    this.#headersLeft -= 1;
  }
}
