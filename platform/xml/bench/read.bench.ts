import { bestCpuMs, cpuMs, type Figure } from '@samband/measuring';
import { canonicalize, compileXPath, findElement, parserMemoryBytes, sniff, withDocument } from '../src/index.ts';
import { defaultXmlLimits } from '../src/limits.ts';
import { scanMarkup } from '../src/markup-scan.ts';

const ROUNDS = 10;

/** What ordinary documents cost: many small elements ("dense") or an attachment in base64, of the sizes that occur. */
export async function run(): Promise<Figure[]> {
  return [
    ...measure('8 kB dense', dense(8_000), 100),
    ...measure('50 kB dense', dense(50_000), 20),
    ...measure('50 kB attachment', attachment(50_000), 100),
    ...measure('5 MB dense', dense(5_000_000), 1),
    ...measure('35 MB attachment', attachment(35_000_000), 1),
    ...atTheLimits(),
  ];
}

function measure(name: string, bytes: Buffer, callsEach: number): Figure[] {
  const figure = (what: string, call: () => void): Figure => ({
    name: `${name}: ${what}`,
    value: bestCpuMs(ROUNDS, callsEach, call),
    unit: 'CPU-ms',
  });
  const item = compileXPath('/List/Item');
  return [
    figure('scan alone', () => scanMarkup(bytes, defaultXmlLimits)),
    figure('read', () => withDocument(bytes, () => undefined)),
    figure('sniff two fields', () => sniff(bytes, { fields: { value: 'List/Item/@V', name: 'List/Item/Name' } })),
    figure('read and canonicalize one element', () =>
      withDocument(bytes, (document) => {
        const element = findElement(document, item);
        if (element) canonicalize(element).byteLength;
      }),
    ),
  ];
}

/** The most that documents within the limits can take; memory that libxml2 took once it keeps. */
function atTheLimits(): Figure[] {
  const elements = `<a b="${'x'.repeat(38)}">${'x'.repeat(48)}</a>`.repeat(defaultXmlLimits.nodeCountMax - 1);
  const samples: [string, Buffer][] = [
    ['52 MB of text', Buffer.from(`<a>${'x'.repeat(defaultXmlLimits.sizeMaxBytes - 100)}</a>`)],
    ['500,000 elements with an attribute each', Buffer.from(`<r>${elements}</r>`)],
  ];
  return samples.map(([name, bytes]) => ({
    name: `${name}: read`,
    value: cpuMs(() => withDocument(bytes, () => undefined)),
    unit: 'CPU-ms',
    note: `libxml2 has ${Math.round(parserMemoryBytes() / 1024 / 1024)} MB then`,
  }));
}

function dense(sizeBytes: number): Buffer {
  let xml = '<?xml version="1.0" encoding="UTF-8"?><List xmlns:x="urn:x">';
  for (let index = 0; xml.length < sizeBytes; index++) {
    xml += `<Item V="${index}" DN="Blodprøve ${index}"><Name>Østby ${index}</Name><Date>2026-11-24</Date></Item>\n`;
  }
  return Buffer.from(`${xml}</List>`);
}

function attachment(sizeBytes: number): Buffer {
  const base64 = Buffer.alloc(sizeBytes * 0.74, 'attachment')
    .toString('base64')
    .replace(/.{76}/g, '$&\n');
  return Buffer.from(`<List><Item V="1"><Name>letter.pdf</Name></Item><Content>${base64}</Content></List>`);
}
