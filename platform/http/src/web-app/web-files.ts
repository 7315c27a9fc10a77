import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of a built web application, with the smaller forms of it that the build made. */
export interface WebFile {
  /** `/assets/index-Cw8wZbRd.js` */
  readonly path: string;
  readonly mediaType: string;
  /** By content coding; `identity` is the file itself. */
  readonly forms: ReadonlyMap<ContentCoding, WebFileForm>;
}

export interface WebFileForm {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** The smallest first. */
export const CONTENT_CODINGS = ['br', 'gzip', 'identity'] as const;
export type ContentCoding = (typeof CONTENT_CODINGS)[number];

const SUFFIXES: Readonly<Record<ContentCoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/**
 * Every file of a built application that a browser may ask for, read once: some megabytes, served from memory. Hidden
 * files, and files of a type that is not in the list, are not served. Empty where the folder does not exist.
 */
export function readWebFiles(folder: string): WebFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const mediaType = MEDIA_TYPES[extname(entry.name)];
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      return mediaType === undefined ? [] : [{ path, mediaType, forms: readForms(file) }];
    });
}

function readForms(file: string): Map<ContentCoding, WebFileForm> {
  const forms = new Map<ContentCoding, WebFileForm>();
  for (const coding of CONTENT_CODINGS) {
    if (!existsSync(`${file}${SUFFIXES[coding]}`)) continue;
    const bytes = readFileSync(`${file}${SUFFIXES[coding]}`);
    forms.set(coding, { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` });
  }
  return forms;
}
