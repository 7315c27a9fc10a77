import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFiles } from './project-files.ts';

/** Links in Markdown that lead to a file which is not there. Web addresses and places within a page are not followed. */
export function brokenLinks(root: string): string[] {
  return projectFiles(root)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      linkTargets(readFileSync(join(root, file), 'utf8'))
        .filter((target) => !existsSync(join(root, dirname(file), target)))
        .map((target) => `${file} leads to ${target}, which is not there`),
    );
}

function linkTargets(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => target.split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^\w+:/.test(target));
}
