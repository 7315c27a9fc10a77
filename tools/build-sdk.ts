// `npm run build -w packages/sdk`: the SDK as it is published, in packages/sdk/dist: JavaScript for Node 20 and newer,
// its types, and a package.json of its own that leads to them. `npm publish packages/sdk/dist` then publishes it. In the
// repository the package stays TypeScript, run as it stands.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programs, projectRoot } from './processes/programs.ts';
import { runProcess } from './processes/run-process.ts';

const folder = join(projectRoot, 'packages/sdk');
const dist = join(folder, 'dist');

rmSync(dist, { recursive: true, force: true });
const { exitCode, output } = await runProcess(process.execPath, [programs.tsc, '--project', 'tsconfig.build.json'], {
  cwd: folder,
});
if (exitCode === 0) describePackage();
else console.error(output);
process.exitCode = exitCode;

function describePackage(): void {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { private: _, devDependencies, scripts, ...published } = manifest;
  const described = {
    ...published,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    files: ['**/*.js', '**/*.d.ts'],
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
  copyFileSync(join(folder, 'README.md'), join(dist, 'README.md'));
  copyFileSync(join(projectRoot, 'LICENSE'), join(dist, 'LICENSE'));
}
