/** What a piece of XML is, for the eye only. */
export type TokenKind = 'text' | 'quiet' | 'name' | 'attribute' | 'value';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Where a line begins: in text, inside a tag, or inside a comment. */
export type Place = 'text' | 'tag' | 'comment';

const IN_TEXT = /<!--|<[?!/]?[^\s<>/]*|[^<]+/y;
const IN_TAG = /"[^"]*"?|'[^']*'?|[?/]?>|[^\s=<>"'/?]+|[\s=/?]+|</y;
const IN_COMMENT = /[\s\S]*?-->|[\s\S]+/y;

/** Tells the parts of one line apart, well enough for colours; a value that goes on over lines loses its own. */
export function colourLine(line: string, start: Place): { tokens: Token[]; end: Place } {
  const tokens: Token[] = [];
  let place = start;
  for (let at = 0; at < line.length; ) {
    const pattern = { text: IN_TEXT, tag: IN_TAG, comment: IN_COMMENT }[place];
    pattern.lastIndex = at;
    const text = pattern.exec(line)?.[0] ?? line.slice(at);
    tokens.push({ kind: kindOf(text, place), text });
    place = placeAfter(text, place);
    at += text.length;
  }
  return { tokens, end: place };
}

function kindOf(text: string, place: Place): TokenKind {
  if (place === 'comment' || text === '<!--') return 'quiet';
  if (place === 'text') return text.startsWith('<') ? 'name' : 'text';
  if (text.startsWith('"') || text.startsWith("'")) return 'value';
  if (text.endsWith('>')) return 'name';
  return /^[\s=/?<]/.test(text) ? 'quiet' : 'attribute';
}

function placeAfter(text: string, place: Place): Place {
  if (place === 'comment') return text.endsWith('-->') ? 'text' : 'comment';
  if (place === 'tag') return /^[?/]?>$/.test(text) ? 'text' : 'tag';
  if (text === '<!--') return 'comment';
  return text.startsWith('<') ? 'tag' : 'text';
}
