import { useText } from '../../../text/language.tsx';
import type { Token } from './colour-xml.ts';
import './source.css';

/** Longer lines are a whole document without line breaks, or an attachment: their beginning is enough to find them. */
const CHARACTERS_MAX = 2000;

export interface SourceLineProps {
  readonly number: number;
  readonly tokens: readonly Token[];
  readonly mark: 'error' | 'warning' | undefined;
  readonly isShown?: boolean;
}

/** One line with its number before it; the number is drawn by the style sheet, so that copying leaves it out. */
export function SourceLine({ number, tokens, mark, isShown = false }: SourceLineProps) {
  const t = useText();
  const { kept, isCut } = cut(tokens);
  return (
    <span className="sb-line" data-line={number} data-mark={mark} data-shown={isShown}>
      {kept.map(({ kind, text, at }) =>
        kind === 'text' ? (
          text
        ) : (
          <span key={at} className={`sb-code-${kind}`}>
            {text}
          </span>
        ),
      )}
      {isCut && <em className="sb-line-cut"> … {t.source_cut()}</em>}
      {'\n'}
    </span>
  );
}

function cut(tokens: readonly Token[]) {
  const kept: (Token & { at: number })[] = [];
  let at = 0;
  for (const { kind, text } of tokens) {
    if (at >= CHARACTERS_MAX) return { kept, isCut: true };
    kept.push({ kind, text: text.slice(0, CHARACTERS_MAX - at), at });
    at += text.length;
  }
  return { kept, isCut: at > CHARACTERS_MAX };
}
