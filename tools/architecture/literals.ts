/** A literal of a source file: its text, and the line it starts on. Expressions inside a template are left out. */
export interface Literal {
  readonly text: string;
  readonly line: number;
}

/**
 * One alternative per thing that can begin, comments first, so that a quote inside a comment or the other way round
 * is not misread. A regular expression is told from a division by what stands before it.
 */
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(?<=(?:^|[=(,:[!&|?{};>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/|`|[{}]/g;

/** The string and template literals of TypeScript source. SQL is written in them, never in names. */
export function stringLiterals(source: string): Literal[] {
  const literals: Literal[] = [];
  const templates: { braces: number }[] = []; // the templates we are inside an expression of
  const pattern = new RegExp(token);
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const [found] = match;
    const innermost = templates.at(-1);
    if (found === '{' && innermost) innermost.braces += 1;
    else if (found === '}' && innermost && innermost.braces > 0) innermost.braces -= 1;
    else if (found === '}' && innermost) {
      templates.pop();
      readTemplate(match.index + 1);
    } else if (found === '`') readTemplate(match.index + 1);
    else if (found.startsWith("'") || found.startsWith('"')) add(found.slice(1, -1), match.index);
  }
  return literals;

  /** Takes the text up to the end of the template or to its next expression. */
  function readTemplate(from: number): void {
    const rest = /\\[\s\S]|`|\$\{/g;
    rest.lastIndex = from;
    let end = rest.exec(source);
    while (end?.[0].startsWith('\\')) end = rest.exec(source);
    const to = end?.index ?? source.length;
    add(source.slice(from, to), from);
    pattern.lastIndex = to + (end?.[0].length ?? 0);
    if (end?.[0] === '${') templates.push({ braces: 0 });
  }

  function add(text: string, index: number): void {
    literals.push({ text, line: source.slice(0, index).split('\n').length });
  }
}
