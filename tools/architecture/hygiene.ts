import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRealIdentityNumber } from './identity-number.ts';
import { projectFiles } from './project-files.ts';

const linesMax = 400;

/** Files that may be longer, each with the reason. */
const longFiles: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /^package-lock\.json$/, reason: 'written by npm' },
  {
    pattern: /^modules\/standards\/models\/.+\.yaml$/,
    reason: 'data: the structure of one message as its standard has it',
  },
  {
    pattern: /^modules\/address-register\/data\/.+\.tsv$/,
    reason: 'data: one line for each action of a process, or document of a package',
  },
  { pattern: /^docs\/standards\/(acceptance|rules)\.md$/, reason: 'a table: one line for each case or rule' },
];

/** Assembled, so that this file does not match itself. */
const machineFolders = ['work', 'root', 'tmp', 'home', 'Users', 'mnt'].join('|');
const machinePath = new RegExp(`(?<![\\w.:/~})\\]-])/(?:${machineFolders})/[\\w.-]`);
const registryHosts = ['registry.' + 'npmjs', 'registry.' + 'yarnpkg', 'npm.' + 'pkg.github', 'deb.' + 'debian'];

/** What no file of the project may hold, one sentence each: file, line, and never the number itself. */
export function hygieneFaults(root: string): string[] {
  return projectFiles(root).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.includes('\0')) return []; // not text
    return [
      ...lengthFault(file, text),
      ...text.split('\n').flatMap((line, index) => lineFaults(`${file}:${index + 1}`, line)),
    ];
  });
}

function lengthFault(file: string, text: string): string[] {
  const lines = text.split('\n').length - 1;
  if (lines <= linesMax || longFiles.some(({ pattern }) => pattern.test(file))) return [];
  return [`${file} has ${lines} lines: look for two ideas, or list it with the reason`];
}

function lineFaults(place: string, line: string): string[] {
  const faults: string[] = [];
  if (machinePath.test(line)) faults.push(`${place} holds a path of one machine`);
  if (registryHosts.some((host) => line.includes(host))) faults.push(`${place} names a package registry's host`);
  const numbers = line.match(/(?<![\d.])\d{11}(?![\d.]*\d)/g) ?? [];
  if (numbers.some(isRealIdentityNumber)) faults.push(`${place} holds an identity number that may be a person's`);
  return faults;
}
