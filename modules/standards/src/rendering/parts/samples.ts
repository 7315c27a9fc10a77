import type { TreeElement } from '../tree/tree-element.ts';

/** Results and the samples that they come from. */
export interface SampleGroup {
  readonly samples: readonly TreeElement[];
  readonly items: readonly TreeElement[];
}

/** Groups results by the samples that they or the results in them name, in the order of the document. */
export function groupBySample(subject: TreeElement, items: readonly TreeElement[]): SampleGroup[] {
  const sampleById = new Map(
    subject.childrenNamed('AnalysedSubject').map((sample) => [sample.child('IdByServProvider')?.peek() ?? '', sample]),
  );
  const groups = new Map<string, { samples: TreeElement[]; items: TreeElement[] }>();
  for (const item of items) {
    const ids = [...new Set(sampleIds(item))].filter((id) => sampleById.has(id));
    const key = ids.join('\n');
    const group = groups.get(key);
    const samples = ids.flatMap((id) => sampleById.get(id) ?? []);
    if (group === undefined) groups.set(key, { samples, items: [item] });
    else group.items.push(item);
  }
  return [...groups.values()];
}

function sampleIds(item: TreeElement): string[] {
  const own = item.childrenNamed('RefAnalysedSubject').map((reference) => reference.peek());
  return [...own, ...item.childrenNamed('ResultItem').flatMap(sampleIds)];
}
