import { useText } from '../../../text/language.tsx';
import { colourLine } from './colour-xml.ts';
import { SourceLine } from './SourceLine.tsx';

/** Lines before and after the one that a finding is about. */
const AROUND = 1;

interface ExcerptProps {
  readonly lines: readonly string[];
  readonly line: number;
  readonly severity: 'error' | 'warning';
}

/** The place in the source that a finding is about, without leaving the finding. */
export function Excerpt({ lines, line, severity }: ExcerptProps) {
  const t = useText();
  const first = Math.max(1, line - AROUND);
  const shown = withoutCommonIndent(lines.slice(first - 1, line + AROUND));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so by keyboard too (axe)
    <section className="sb-code" tabIndex={0} aria-label={t.finding_excerpt({ line })}>
      <code>
        {shown.map((text, index) => {
          const number = first + index;
          const mark = number === line ? severity : undefined;
          return <SourceLine key={number} number={number} tokens={colourLine(text, 'text').tokens} mark={mark} />;
        })}
      </code>
    </section>
  );
}

/** Deep in a document half of a narrow screen would be white. */
function withoutCommonIndent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return lines.map((line) => line.slice(Math.min(...indents)));
}
