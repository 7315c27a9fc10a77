import { type RefObject, useEffect, useRef, useState } from 'react';
import { colourLine, type Place } from './colour-xml.ts';
import { LINE_HEIGHT_PX } from './line-height.ts';
import { SourceLine } from './SourceLine.tsx';

interface SourceChunkProps {
  readonly firstNumber: number;
  readonly lines: readonly string[];
  readonly marks: ReadonlyMap<number, 'error' | 'warning'>;
  readonly shownLine: number | undefined;
  readonly frame: RefObject<HTMLElement | null>;
}

/** Some lines: drawn while they are near the part that is in view, else only as high as they would be. */
export function SourceChunk({ firstNumber, lines, marks, shownLine, frame }: SourceChunkProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [isNear, setNear] = useState(firstNumber === 1);
  useEffect(() => {
    if (place.current === null) return;
    const watch = new IntersectionObserver(([seen]) => setNear(seen?.isIntersecting ?? false), {
      root: frame.current,
      rootMargin: '100% 0px',
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [frame]);

  return (
    <span ref={place} className="sb-chunk" style={{ minBlockSize: lines.length * LINE_HEIGHT_PX }}>
      {isNear &&
        colourLines(lines).map((tokens, index) => {
          const number = firstNumber + index;
          return (
            <SourceLine
              key={number}
              number={number}
              tokens={tokens}
              mark={marks.get(number)}
              isShown={number === shownLine}
            />
          );
        })}
    </span>
  );
}

function colourLines(lines: readonly string[]) {
  let place: Place = 'text';
  return lines.map((line) => {
    const { tokens, end } = colourLine(line, place);
    place = end;
    return tokens;
  });
}
