import { decodeText } from './text.ts';

const EXTENDED = /^([^*]{1,60})(?:\*(\d{1,2}))?(\*?)$/;

type Piece = { readonly index: number; readonly isEncoded: boolean; readonly value: string };

/** Parameters with the pieces of RFC 2231 (`name*0*=`, `name*=`) joined and decoded; the others as they are. */
export function joinExtendedParameters(raw: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const [name, value] of raw) {
    const match = name.includes('*') ? EXTENDED.exec(name) : undefined;
    if (!match) joined.set(name, value);
    else addPiece(pieces, match[1] ?? '', { index: Number(match[2] ?? 0), isEncoded: match[3] === '*', value });
  }
  for (const [name, list] of pieces) joined.set(name, decodePieces(list));
  return joined;
}

function addPiece(pieces: Map<string, Piece[]>, name: string, piece: Piece): void {
  const list = pieces.get(name);
  if (list) list.push(piece);
  else pieces.set(name, [piece]);
}

/** The character set stands once, before the first piece: `utf-8'nb'S%C3%B8knad`. */
function decodePieces(list: readonly Piece[]): string {
  const ordered = [...list].sort((a, b) => a.index - b.index);
  const [charset, , ...rest] = ordered[0]?.isEncoded ? ordered[0].value.split("'") : [];
  const hasCharset = charset !== undefined && rest.length > 0;
  const bytes = ordered.map(({ isEncoded, value }, position) => {
    const text = position === 0 && hasCharset ? rest.join("'") : value;
    return isEncoded ? percentDecoded(text) : Buffer.from(text);
  });
  return decodeText(Buffer.concat(bytes), hasCharset && charset !== '' ? charset : 'utf-8');
}

function percentDecoded(text: string): Buffer {
  const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}
