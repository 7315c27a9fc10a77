import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isProductSource, projectFiles } from './project-files.ts';

/**
 * A class of failure states its code as a literal: `readonly code = 'party-not-found'`. The code of what nobody
 * expected has no class, and is a constant whose name ends in `_ERROR_CODE`.
 */
const codeDeclaration = /\b(?:readonly code|const \w+_ERROR_CODE)(?:\s*:\s*[^=;\n]+)?\s*=\s*'([^']+)'/g;

/** The `code` of every failure that a caller can be told about, with the file that declares it. */
export function declaredCodes(root: string): Map<string, string> {
  const codes = projectFiles(root)
    .filter(isProductSource)
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(codeDeclaration)].map(([, code = '']): [string, string] => [
        code,
        file,
      ]),
    );
  return new Map(codes);
}

/** Codes without a page in docs/problems, and pages without a code. */
export function problemPageFaults(root: string): string[] {
  const codes = declaredCodes(root);
  const pages = readdirSync(join(root, 'docs/problems'))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => basename(file, '.md'));
  return [
    ...[...codes].filter(([code]) => !pages.includes(code)).map(([code, file]) => `${code} (${file}) has no page`),
    ...pages.filter((page) => !codes.has(page)).map((page) => `docs/problems/${page}.md is about no code`),
  ];
}
