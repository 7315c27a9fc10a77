import { escapeXml } from '../markup/escape-xml.ts';

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** One element; attributes that are undefined are left out. `children` is markup that is already written. */
export function element(name: string, attributes: Attributes = {}, children: readonly string[] = []): string {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) start += ` ${key}="${escapeXml(String(value))}"`;
  }
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
}
