import { compileXPath, selectNodes, withDocument } from '@samband/xml';
import { expect, test } from 'vitest';
import { example, officialDocuments, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import { codePointName } from './escape-html.ts';
import { normalize, readPage } from './page-text-for-tests.ts';
import { renderDocument } from './render-document.ts';
import { isBinary } from './value/binary-content.ts';

const TEXTS = compileXPath('//text()');
const CODED = compileXPath('//@V | //@DN | //@OT | //@S | //@U');
const CONTROLS = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Everything a document says, read by libxml2: texts and coded values, without base64. */
function contentsOf(bytes: Uint8Array): string[] {
  return withDocument(bytes, (document) => {
    const texts = selectNodes(document.root, TEXTS).filter(({ parent }) => parent?.name !== 'Base64Container');
    return [...texts, ...selectNodes(document.root, CODED)]
      .map(({ content }) => content)
      .filter((content) => !isBinary(content))
      .map((content) => normalize(content).replace(CONTROLS, (control) => `⟨${codePointName(control)}⟩`));
  }).filter((content) => content !== '');
}

function missingFrom(bytes: Uint8Array, language: 'nb' | 'en'): string[] {
  const { text, machineValues } = readPage(renderDocument(bytes, { language }).html);
  return contentsOf(bytes).filter((content) => !text.includes(content) && !machineValues.has(content));
}

test.each(VALID_EXAMPLES)('everything that the example %s says is on its page', (name) => {
  expect(missingFrom(example(name), 'nb')).toEqual([]);
  expect(missingFrom(example(name), 'en')).toEqual([]);
});

test('everything that any readable reference document says is on its page', { timeout: 300_000 }, (context) => {
  let documents = 0;
  let contents = 0;
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    if (verdict === 'NOTWELLFORMED' || !isRead(bytes)) continue;
    documents += 1;
    contents += contentsOf(bytes).length;
    // Only how many: what is missing may be an identity number.
    expect([file, missingFrom(bytes, documents % 2 === 0 ? 'nb' : 'en').length]).toEqual([file, 0]);
  }
  expect(documents).toBeGreaterThan(700);
  expect(contents).toBeGreaterThan(50_000);
});

/** Two namespaces of the models are no URIs, which libxml2 refuses (models/TRAPS.md 7). */
function isRead(bytes: Uint8Array): boolean {
  try {
    return withDocument(bytes, () => true);
  } catch {
    return false;
  }
}
