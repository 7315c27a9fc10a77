import { decodeEncodedWords } from './encoded-words.ts';

/** One header field: its name as written, its value unfolded and trimmed, otherwise untouched. */
export type HeaderField = { readonly name: string; readonly value: string };

/** The header fields of a mail or a part, in their order. Names are found whatever their case. */
export class MailHeaders {
  readonly fields: readonly HeaderField[];

  constructor(fields: readonly HeaderField[]) {
    this.fields = fields;
  }

  /** The first field of that name, as it was written (RFC 2047 words not decoded). */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return this.fields.find((field) => field.name.toLowerCase() === wanted)?.value;
  }

  all(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.fields.filter((field) => field.name.toLowerCase() === wanted).map((field) => field.value);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The first field of that name as a person should see it: encoded words (RFC 2047) decoded. */
  shown(name: string): string | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : decodeEncodedWords(value);
  }
}
