import * as standards from '../src/index.ts';

type Render = (bytes: Uint8Array, options: { language: 'nb' | 'en' }) => unknown;

/** Rendering in each language, where this build of the module has it. */
export function renderings(): (readonly ['nb' | 'en', (bytes: Uint8Array) => unknown])[] {
  const { renderDocument } = standards as { renderDocument?: Render };
  if (renderDocument === undefined) return [];
  return (['nb', 'en'] as const).map((language) => [language, (bytes) => renderDocument(bytes, { language })]);
}
