import { escapeXml } from './escape-xml.ts';

/** An element to be written: with elements in it, or with text. */
export interface Markup {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly Markup[];
}

export function markup(
  name: string,
  attributes: Markup['attributes'] = {},
  content: string | readonly (Markup | undefined)[] = [],
): Markup {
  return {
    name,
    attributes,
    content: typeof content === 'string' ? content : content.filter((child) => child !== undefined),
  };
}

/** An element with text, or nothing where there is none. */
export function optionalText(name: string, text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : markup(name, {}, text);
}

/** One element a line, indented: white space between elements has no meaning in our schemas. */
export function writeMarkup({ name, attributes, content }: Markup, indent = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(value as string)}"`)
    .join('');
  const start = `${indent}<${name}${written}`;
  if (content.length === 0) return `${start}/>\n`;
  if (typeof content === 'string') return `${start}>${escapeText(content)}</${name}>\n`;
  return `${start}>\n${content.map((child) => writeMarkup(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** Characters that XML 1.0 §2.2 has no way to write are left out. */
function escapeText(text: string): string {
  return escapeXml(text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));
}
