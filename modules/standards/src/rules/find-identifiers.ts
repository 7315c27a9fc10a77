import type { OutlineElement } from '../outline/outline-element.ts';
import type { RuleInput } from './rule-input.ts';

/** A number of somebody or something, with its type of 8116 or 9051. */
export interface Identifier {
  /** The element that holds the number. */
  readonly element: OutlineElement;
  readonly holder: OutlineElement | undefined;
  readonly type: string;
  readonly value: string;
  readonly isOfPatient: boolean;
}

/** Names under which identifiers stand in heads and documents. */
export const IDENTIFIER_NAMES: readonly string[] = [
  'Ident',
  'Inst',
  'Dept',
  'HCPerson',
  'HCProf',
  'AdditionalId',
  'OffId',
];

const known = new WeakMap<RuleInput, readonly Identifier[]>();

/** Every identifier of a document that the outline keeps; found once for each document. */
export function identifiersOf(input: RuleInput): readonly Identifier[] {
  const found = known.get(input);
  if (found !== undefined) return found;
  const identifiers = IDENTIFIER_NAMES.flatMap((name) => (input.elements.get(name) ?? []).flatMap(readIdentifier));
  known.set(input, identifiers);
  return identifiers;
}

/** The patients of the heads. */
export function patientsOf({ elements }: RuleInput): readonly OutlineElement[] {
  return elements.get('Patient') ?? [];
}

function readIdentifier(element: OutlineElement): Identifier[] {
  switch (element.name) {
    case 'OffId':
      return identifier(element, element.parent?.child('TypeOffId'), element.parent);
    case 'AdditionalId':
      return identifier(element.child('Id'), element.child('Type'), element.parent);
    default:
      // MsgHead's Ident is an element of its own within who has it; HCP structures have Id and TypeId in the open.
      return identifier(
        element.child('Id'),
        element.child('TypeId'),
        element.name === 'Ident' ? element.parent : element,
      );
  }
}

function identifier(
  element: OutlineElement | undefined,
  typeElement: OutlineElement | undefined,
  holder: OutlineElement | undefined,
): Identifier[] {
  const type = typeElement?.attribute('V');
  if (element === undefined || !type) return [];
  return [{ element, holder, type, value: element.text(), isOfPatient: holder?.name === 'Patient' }];
}
