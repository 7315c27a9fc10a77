import { XmlElement, XmlText } from '@samband/xml';
import { dsNamespace } from './names.ts';
import { SignatureRefusal } from './signature-refusal.ts';

/** The elements in one that holds elements only. Anything but white space beside them is refused, comments too. */
export function elementsIn(element: XmlElement): XmlElement[] {
  const elements: XmlElement[] = [];
  for (let child = element.firstChild; child; child = child.next) {
    if (child instanceof XmlElement) elements.push(child);
    else if (!(child instanceof XmlText) || child.content.trim() !== '') throw malformed(element);
  }
  return elements;
}

/** The text of an element that holds text only, all of it: a comment or instruction that cuts it in two is refused. */
export function textIn(element: XmlElement): string {
  let text = '';
  for (let child = element.firstChild; child; child = child.next) {
    if (!(child instanceof XmlText)) throw malformed(element);
    text += child.content;
  }
  return text;
}

/** Base64 without its white space; refused where it is anything else, or empty. */
export function base64In(element: XmlElement): string {
  const base64 = textIn(element).replace(/[ \t\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw malformed(element);
  return base64;
}

export function attributeOf(element: XmlElement, name: string): string {
  const value = element.attr(name)?.value;
  if (value === undefined) throw malformed(element);
  return value;
}

/** The element, if it is that of XML Signature. */
export function expectDs(element: XmlElement | undefined, name: string, within: XmlElement): XmlElement {
  if (!element || !isDs(element, name)) throw malformed(within);
  return element;
}

export function isDs(element: XmlElement, name: string): boolean {
  return element.name === name && element.namespaceUri === dsNamespace;
}

export function malformed(element: XmlElement): SignatureRefusal {
  return new SignatureRefusal('signature-malformed', element.name);
}
