import { useEffect, useRef } from 'react';
import type { FindingBody } from '../../../api/check-document.ts';
import { LINE_HEIGHT_PX } from './line-height.ts';
import { SourceChunk } from './SourceChunk.tsx';

/** Lines that are drawn, or left out, together. */
const CHUNK_LINES = 200;

interface SourceViewProps {
  readonly lines: readonly string[];
  readonly findings: readonly FindingBody[];
  readonly shownLine: number | undefined;
  readonly label: string;
}

/** The document as it came. Only what is near the eye is drawn, so that 100,000 lines scroll as well as ten. */
export function SourceView({ lines, findings, shownLine, label }: SourceViewProps) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shownLine === undefined || frame.current === null) return;
    frame.current.scrollTop = (shownLine - 1) * LINE_HEIGHT_PX - frame.current.clientHeight / 3;
    frame.current.focus({ preventScroll: true });
    frame.current.scrollIntoView({ block: 'nearest' });
  }, [shownLine]);

  const starts = Array.from({ length: Math.ceil(lines.length / CHUNK_LINES) }, (_, index) => index * CHUNK_LINES);
  const marks = marksOf(findings);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must do so by keyboard too (axe)
    <section ref={frame} className="sb-code sb-source" tabIndex={0} aria-label={label}>
      <code>
        {starts.map((start) => (
          <SourceChunk
            key={start}
            firstNumber={start + 1}
            lines={lines.slice(start, start + CHUNK_LINES)}
            marks={marks}
            shownLine={shownLine}
            frame={frame}
          />
        ))}
      </code>
    </section>
  );
}

/** The worst that is said of each line. */
function marksOf(findings: readonly FindingBody[]): ReadonlyMap<number, 'error' | 'warning'> {
  const marks = new Map<number, 'error' | 'warning'>();
  for (const { line, severity } of findings) {
    if (line !== undefined && marks.get(line) !== 'error') marks.set(line, severity);
  }
  return marks;
}
