/** Where a tag stands, as people and libxml2 say it. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)((?:[^\s/>:]+:)?([^\s/>]+))(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/g;

interface Open {
  readonly name: string;
  readonly parent: Open | undefined;
  /** How many of its children have each name. */
  readonly counts: Map<string, number>;
  /** Which of its namesakes it is. */
  readonly position: number;
}

/**
 * The paths and lines of tags by their offsets, in one pass over the source, which is well-formed: for tags so deep that
 * the outline does not keep them. Positions stand only where siblings share a name, as in `elementPath`.
 */
export function findPlaces(source: string, offsets: readonly number[]): ReadonlyMap<number, Place> {
  const wanted = new Set(offsets);
  const found = new Map<number, { open: Open; line: number }>();
  const root: Open = { name: '', parent: undefined, counts: new Map(), position: 1 };
  let innermost = root;
  let line = 1;
  let lineAt = 0;
  for (const match of source.matchAll(MARKUP)) {
    const [, slash, , name, empty] = match;
    if (name === undefined) continue;
    if (slash === '/') {
      innermost = innermost.parent ?? root;
      continue;
    }
    const position = (innermost.counts.get(name) ?? 0) + 1;
    innermost.counts.set(name, position);
    const open: Open = { name, parent: innermost, counts: new Map(), position };
    if (wanted.has(match.index)) {
      for (let at = source.indexOf('\n', lineAt); at !== -1 && at < match.index; at = source.indexOf('\n', at + 1)) {
        line++;
        lineAt = at + 1;
      }
      found.set(match.index, { open, line });
    }
    if (empty !== '/') innermost = open;
  }
  return new Map([...found].map(([offset, { open, line }]) => [offset, { path: pathOf(open), line }]));
}

function pathOf({ name, parent, position }: Open): string {
  if (parent === undefined) return '';
  const namesakes = parent.counts.get(name) ?? 1;
  const step = namesakes > 1 ? `${name}[${position}]` : name;
  const above = pathOf(parent);
  return above === '' ? step : `${above}/${step}`;
}
