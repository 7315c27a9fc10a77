import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a dictionary for packing documents out of our own examples, and nothing else. The most ordinary of them comes
 * last and whole, where zstd reaches it with the shortest distances; of the others the lines that are not there yet, in
 * their order. Ids, numbers and times are left out: a dictionary knows how documents are built and how prose sounds.
 *
 *   node modules/exchange/dictionaries/make-dictionary.ts 2
 *
 * writes 2.txt. A dictionary in use is never made again: what was packed with it can only be unpacked with the same bytes.
 */
// Measured on letters of 8.5 kB: half of this packs nearly as well, twice as much costs half as much time again.
const sizeMaxBytes = 8 * 1024;
const examples = join(import.meta.dirname, '../../../examples');
const mostOrdinaryLast = ['receipt-rejected.xml', 'dialog.xml'];

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(join(examples, file), 'utf8');
  const isId = /\d{4}/;
  const withoutIds = text.replaceAll(/>[^<>]+</g, (content) => (isId.test(content) ? '><' : content));
  return withoutIds.split('\n').map((line) => line.replace(/<!--.*-->/, '').replaceAll(/\d{6,}/g, ''));
}

/** The files in this order, each line where it stands last. */
async function mergedLines(files: readonly string[]): Promise<string[]> {
  const later = new Set<string>();
  const merged: string[] = [];
  for (const file of files.toReversed()) {
    const fresh = (await linesOf(file)).filter((line) => !later.has(line));
    for (const line of fresh) later.add(line);
    merged.unshift(...fresh);
  }
  return merged;
}

const [number] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(number ?? '')) throw new Error('Say which number the new dictionary gets');

const others = (await readdir(examples)).filter((name) => name.endsWith('.xml') && !mostOrdinaryLast.includes(name));
const lines = await mergedLines([...others.sort(), ...mostOrdinaryLast]);
const content = Buffer.from(lines.join('\n')).subarray(-sizeMaxBytes);
await writeFile(join(import.meta.dirname, `${number}.txt`), content, { flag: 'wx' });
