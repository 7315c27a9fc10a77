import { DomainError } from '@samband/errors';

/** A text holds a character that no XML document can hold (XML 1.0 §2.2), not even as a reference. */
export class XmlTextNotAllowed extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'xml-text-not-allowed';

  constructor(codePoint: number) {
    const character = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    super(`A text holds ${character}, which XML does not allow`, { character });
  }
}

// Control characters, halves of surrogate pairs and the two non-characters: all that is not Char in XML 1.0 §2.2.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NOT_A_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as it stands between tags. A carriage return survives reading only as a reference. */
export function escapeText(text: string): string {
  refuseOtherCharacters(text);
  return text.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character);
}

/** Text as it stands in a double-quoted attribute. White space survives reading only as references. */
export function escapeAttribute(text: string): string {
  refuseOtherCharacters(text);
  return text.replace(/[&<>"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character);
}

/** Throws XmlTextNotAllowed where a text cannot stand in a document in any way. */
export function refuseOtherCharacters(text: string): void {
  const found = NOT_A_CHARACTER.exec(text);
  if (found) throw new XmlTextNotAllowed(found[0].codePointAt(0) ?? 0);
}
