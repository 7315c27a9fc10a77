// Runs before `npm start`, `npm test` and `npm run check`, after the install step: builds the portal when what it is
// built from has changed. "Changed" is judged by content, not by time: a `git checkout` touches files without changing
// them. Plain JavaScript, started by whatever Node started npm; the build itself runs on the project's own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const portal = join(root, 'apps', 'portal');
const dist = join(portal, 'dist');
const stampName = '.sources-sha256';
const texts = join(portal, 'generated', 'text', 'messages.js'); // written by the build; the type check reads it
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** What the bundle is made from. */
const sources = [
  'apps/portal/index.html',
  'apps/portal/package.json',
  'apps/portal/project.inlang/settings.json',
  'apps/portal/public',
  'apps/portal/src',
  'apps/portal/vite.config.ts',
  'examples',
  'package-lock.json',
  'tools/build-portal.mjs',
];
const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.xml']);
const compressFromBytes = 1024;

const stamp = sourcesHash();
if (!existsSync(texts) || readStamp() !== stamp) build();

function build() {
  console.log('Building the portal: its sources have changed, or it was never built. This takes some seconds.');
  const fresh = `${dist}-${process.pid}`; // beside it, so that a build that fails or is cut off leaves the old one whole
  const built = spawnSync(ownNode, [vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: portal,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    stop(
      `${built.stdout || ''}${built.stderr || built.error || ''}`,
      'The portal could not be built: the lines above say why. The server runs without it: `node apps/server/src/main.ts`.',
    );
  }
  for (const file of filesIn(fresh)) compress(file);
  writeFileSync(join(fresh, stampName), `${stamp}\n`);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
}

/** Beside each text a smaller one for those who take it: made once here, not on every request. */
function compress(file) {
  const bytes = readFileSync(file);
  if (!compressible.has(extname(file)) || bytes.length < compressFromBytes) return;
  writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesIn(join(root, source))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash
        .update(`${file.slice(root.length).split('\\').join('/')}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** A file itself, or every file below a folder, in the same order everywhere. */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function readStamp() {
  const file = join(dist, stampName);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function stop(lines, sentence) {
  console.error(`${lines.trim()}\n\n${sentence}`);
  process.exit(1);
}
