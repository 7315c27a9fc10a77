// Started by bench.ts as a process of its own, so that no benchmark inherits another's heap or compiled code.
// Hands its figures to the parent; whatever the benchmark prints itself goes to stderr.
import { pathToFileURL } from 'node:url';

const file = process.argv[2];
if (!file || !process.send) throw new Error('Started by `npm run bench`, with a benchmark file');

const { run } = (await import(pathToFileURL(file).href)) as { run?: () => Promise<unknown> };
if (!run) throw new Error(`${file} exports no run()`);

process.send(await run(), () => process.exit(0));
