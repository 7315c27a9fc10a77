import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDocument } from '../sample-document.ts';
import { records, run } from '../test-run.ts';

let folder: string;
const samband = (...argv: string[]) => run(argv, { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-render-'));
  await writeFile(join(folder, 'dialog.xml'), sampleDocument());
  await writeFile(join(folder, 'broken.xml'), '<MsgHead>');
});
afterAll(() => rm(folder, { recursive: true }));

test('the page is printed whole, and what was used is said beside it', async () => {
  const { exitCode, stdout, stderr } = await samband('render', 'dialog.xml');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^<!DOCTYPE html>\n<html lang="nb">[\s\S]*<\/html>\n$/);
  expect(stderr).toMatch(/^Dialogmelding .*: template dialog, \d+ bytes\.\n$/);
});

test('a file is never written over unless that is asked for', async () => {
  const first = await samband('render', 'dialog.xml', '--out', 'page.html', '--language', 'en');
  const second = await samband('render', 'dialog.xml', '--out', 'page.html');

  expect([first.exitCode, first.stdout]).toEqual([
    0,
    expect.stringMatching(/template dialog, \d+ bytes written to page\.html/),
  ]);
  expect([second.exitCode, second.stderr]).toEqual([2, expect.stringContaining('it is there already')]);
  expect(await readFile(join(folder, 'page.html'), 'utf8')).toContain('<html lang="en">');

  expect((await samband('render', 'dialog.xml', '--out', 'page.html', '--force')).exitCode).toBe(0);
  expect(await readFile(join(folder, 'page.html'), 'utf8')).toContain('<html lang="nb">');
});

test('a script gets template, title and page in one document', async () => {
  const ran = await run(['render', '-', '--json'], { stdin: Buffer.from(sampleDocument()).toString() });

  expect(records(ran)).toMatchObject([
    { file: '-', template: 'dialog', language: 'nb', html: expect.stringContaining('<main') },
  ]);
});

test('what is no XML, no file or no language is told, and nothing is written', async () => {
  expect(await samband('render', 'broken.xml', '--out', 'broken.html')).toMatchObject({ exitCode: 1, stdout: '' });
  expect(await samband('render', 'gone.xml')).toMatchObject({ exitCode: 2 });
  expect(await samband('render', 'dialog.xml', '--language', 'fr')).toMatchObject({ exitCode: 2 });
  await expect(readFile(join(folder, 'broken.html'))).rejects.toThrow('ENOENT');
});
