import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BenchDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The model whose schema, with all it uses, libxml2 alone is measured with. */
  readonly models: readonly string[];
}

const LETTER_MODELS = ['epikrise-1.2'];
const DIALOG_MODELS = ['base64container', 'dialogmelding-1.1', 'msghead-1.2'];

/**
 * Documents of the sizes that messages have, grown from the project's own examples: a discharge letter of ever more
 * items (many small elements), and a dialogue message with an attachment (one long text).
 */
export function benchDocuments(): BenchDocument[] {
  return [
    { name: '5 kB', bytes: letter(5_000), models: LETTER_MODELS },
    { name: '8.5 kB', bytes: letter(8_500), models: LETTER_MODELS },
    { name: '50 kB dense', bytes: letter(50_000), models: LETTER_MODELS },
    { name: '50 kB base64', bytes: dialogWithAttachment(50_000), models: DIALOG_MODELS },
    { name: '5 MB dense', bytes: letter(5_000_000), models: LETTER_MODELS },
    { name: '5 MB base64', bytes: dialogWithAttachment(5_000_000), models: DIALOG_MODELS },
  ];
}

/** The discharge letter with the first of its items of information, and that as often as the size allows. */
export function letter(sizeBytes: number): Uint8Array {
  const [item = '', ...otherItems] = example('discharge-letter').match(/\n *<InfItem>.*?<\/InfItem>/gs) ?? [];
  const short = otherItems.reduce((text, other) => text.replace(other, ''), example('discharge-letter'));
  const copies = Math.floor((sizeBytes - Buffer.byteLength(short)) / Buffer.byteLength(item));
  return Buffer.from(short.replace(item, item.repeat(1 + Math.max(0, copies))));
}

/** The dialogue message with one more document of this size in all. */
export function dialogWithAttachment(sizeBytes: number): Uint8Array {
  const text = example('dialog');
  const contentBytes = Math.floor(((sizeBytes - Buffer.byteLength(text) - 400) * 3) / 4);
  const content = Buffer.alloc(contentBytes, '%PDF-1.7 synthetic attachment ').toString('base64');
  const attachment = `<Document><RefDoc><MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType><Content>\
<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">${content}</Base64Container>\
</Content></RefDoc></Document>`;
  return Buffer.from(text.replace('</MsgHead>', `${attachment}</MsgHead>`));
}

function example(name: string): string {
  return readFileSync(join(import.meta.dirname, `../../../examples/${name}.xml`), 'utf8');
}
