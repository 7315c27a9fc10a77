import type { MessageModel, SimpleType } from '../model/message-model.ts';
import { qualifiedName } from './names.ts';
import { element } from './xml-writer.ts';

/** An `xs:simpleType`, named when it is global. */
export function writeSimpleType(model: MessageModel, type: SimpleType, name?: string): string {
  return element('xs:simpleType', { name }, [writeVariety(model, type)]);
}

function writeVariety(model: MessageModel, type: SimpleType): string {
  switch (type.kind) {
    case 'restriction': {
      const facets = type.facets.map((facet) => element(`xs:${facet.name}`, { value: facet.value }));
      return typeof type.base === 'string'
        ? element('xs:restriction', { base: qualifiedName(model, 'types', type.base) }, facets)
        : element('xs:restriction', {}, [writeSimpleType(model, type.base), ...facets]);
    }
    case 'list':
      return typeof type.of === 'string'
        ? element('xs:list', { itemType: qualifiedName(model, 'types', type.of) })
        : element('xs:list', {}, [writeSimpleType(model, type.of)]);
    case 'union':
      return element(
        'xs:union',
        {},
        type.of.map((member) => writeMember(model, member)),
      );
  }
}

/** Members are written in place, never as `memberTypes`: those would come before all others, and the order counts. */
function writeMember(model: MessageModel, member: string | SimpleType): string {
  return writeSimpleType(
    model,
    typeof member === 'string' ? { kind: 'restriction', base: member, facets: [] } : member,
  );
}
