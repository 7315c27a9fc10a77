// Prints the picture of the workspaces; with --write puts it into docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../processes/programs.ts';
import { drawPicture, withPicture } from './picture.ts';
import { readWorkspaces } from './workspaces.ts';

const picture = drawPicture(readWorkspaces(projectRoot));

if (process.argv.includes('--write')) {
  const file = join(projectRoot, 'docs/architecture.md');
  writeFileSync(file, withPicture(readFileSync(file, 'utf8'), picture));
} else {
  console.log(picture);
}
