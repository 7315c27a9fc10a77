import type { MessageModel } from '../model/message-model.ts';

/** Prefix of the namespace being described; the notation reserves `own:` for the paths of keys. */
const OWN = 'own';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** What of the model a name may point at: its own types, elements and so on. */
export type Section = 'types' | 'elements' | 'attributes' | 'attributeGroups' | 'groups';

/**
 * A name as the model writes it, as a QName of the schema: `kith:CV` stays, a name of the model gets `own:`, and
 * anything else is an XSD builtin (`xs:name` forces that).
 */
export function qualifiedName(model: MessageModel, section: Section, name: string): string {
  if (name.includes(':')) return name;
  return section === 'types' && !model.types.has(name) ? `xs:${name}` : `${ownPrefix(model)}:${name}`;
}

/** `xml` is bound by definition, and its namespace may be bound to no other prefix. */
function ownPrefix(model: MessageModel): string {
  return model.namespace === XML_NAMESPACE ? 'xml' : OWN;
}

/** Namespace declarations of the schema document: XSD's own, the model's, and one for each alias. */
export function namespaceDeclarations(model: MessageModel, namespaceOf: (modelName: string) => string) {
  const bindings: [string, string][] = [
    [ownPrefix(model), model.namespace],
    ...[...model.uses].map(([alias, used]): [string, string] => [alias, namespaceOf(used)]),
  ];
  const declared = bindings.filter(([prefix]) => prefix !== 'xml').map(([prefix, uri]) => [`xmlns:${prefix}`, uri]);
  return { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema', ...Object.fromEntries(declared) };
}
