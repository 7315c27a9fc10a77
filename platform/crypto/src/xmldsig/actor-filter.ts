import { compileXPath, selectElements, type XmlDocument } from '@samband/xml';
import { soapNamespace } from './names.ts';
import type { SignatureTransform } from './verdict.ts';

const nextMsh = 'urn:oasis:names:tc:ebxml-msg:actor:nextMSH';
const next = 'http://schemas.xmlsoap.org/soap/actor/next';

/** The one XPath filter of ebMS 2.0 (§4.1.3): leaves out what is meant for those on the way, who may change it. */
export function actorFilterExpression(prefix: string): string {
  return `not(ancestor-or-self::node()[@${prefix}:actor="${nextMsh}"] | ancestor-or-self::node()[@${prefix}:actor="${next}"])`;
}

/** Whether a transform is that filter: white space and quotes may be others, the prefix may, what it stands for may not. */
export function isActorFilter({ xpath }: SignatureTransform): boolean {
  if (!xpath) return false;
  const prefix = /@([^\s:@"'()[\]|]+):actor/.exec(xpath.expression)?.[1];
  if (prefix === undefined || xpath.namespaces[prefix] !== soapNamespace) return false;
  return normalize(xpath.expression) === normalize(actorFilterExpression(prefix));
}

/** Without white space, but for that inside of quotes, where it means something. */
function normalize(expression: string): string {
  return expression.replace(/"([^"]*)"|'([^']*)'|\s+/g, (_all, double, single) => {
    const literal = double ?? single;
    return literal === undefined ? '' : `"${literal}"`;
  });
}

const actors = `@SOAP:actor="${nextMsh}" or @SOAP:actor="${next}"`;
/** The outermost only: what stands in them goes with them. */
const filtered = compileXPath(`//*[${actors}][not(ancestor::*[${actors}])]`, { SOAP: soapNamespace });

/** Takes out of the document what the filter leaves out. False where that is the whole document. */
export function removeFiltered(document: XmlDocument): boolean {
  for (const element of selectElements(document, filtered)) {
    if (element.parent === null) return false;
    element.remove();
  }
  return true;
}
