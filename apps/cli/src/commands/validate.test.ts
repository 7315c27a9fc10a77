import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDocument } from '../sample-document.ts';
import { records, run } from '../test-run.ts';

let folder: string;
const samband = (...argv: string[]) => run(argv, { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samband-validate-'));
  await mkdir(join(folder, 'box/deep'), { recursive: true });
  await writeFile(join(folder, 'good.xml'), sampleDocument());
  await writeFile(join(folder, 'box/a.xml'), sampleDocument());
  await writeFile(
    join(folder, 'box/deep/b.XML'),
    Buffer.from(sampleDocument())
      .toString()
      .replace('<MIGversion>', '<Migversion>')
      .replace('</MIGversion>', '</Migversion>'),
  );
  await writeFile(join(folder, 'box/notes.txt'), 'not looked at');
  await writeFile(join(folder, 'broken.xml'), '<MsgHead>');
});
afterAll(() => rm(folder, { recursive: true }));

test('a valid document is called so, with what it is and who it is from and for', async () => {
  const { exitCode, stdout } = await samband('validate', 'good.xml');

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^valid {2}good\.xml {2}Dialogmelding 1\.1\n/);
  expect(stdout).toMatch(/MsgId +5d6c9c1e-6a52-4a8c-9f43-1c2b3a4d5e6f\n/);
  expect(stdout).toMatch(/from +Nordfjell sykehus – .* \(8000011\)\n/);
});

test('a line of JSON a document holds verdict, kind, ids and findings', async () => {
  const ran = await samband('validate', 'good.xml', '--json');

  expect(records(ran)).toEqual([
    {
      file: 'good.xml',
      verdict: 'valid',
      documentType: 'Dialogmelding',
      version: '1.1',
      namespace: 'http://www.kith.no/xmlstds/msghead/2006-05-24',
      messageType: 'DIALOG_HELSEFAGLIG',
      messageId: '5d6c9c1e-6a52-4a8c-9f43-1c2b3a4d5e6f',
      findings: [],
    },
  ]);
});

test('a folder is searched for documents; one that breaks its standard is shown with where and what', async () => {
  const { exitCode, stdout } = await samband('validate', 'box');

  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^valid {2}box\/a\.xml/m);
  expect(stdout).toMatch(/^invalid {2}box\/deep\/b\.XML/m);
  expect(stdout).toMatch(/error {4}MsgHead\/MsgInfo\/Migversion, line 5 \(schema, AppRec T02\)/);
  expect(stdout).toContain('To mend it: Put MIGversion before Migversion');
  expect(stdout).toContain('2 documents: 1 valid, 1 not. 1 errors, 0 warnings.');
  expect(stdout).not.toContain('notes.txt');
});

test('what is no XML is told with its line', async () => {
  const ran = await samband('validate', 'broken.xml', '--json');

  expect(ran.exitCode).toBe(1);
  expect(records(ran)).toMatchObject([{ verdict: 'not-well-formed', findings: [{ severity: 'error' }] }]);
});

test('findings speak Norwegian when asked to', async () => {
  const { exitCode, stdout } = await samband('validate', 'box/deep/b.XML', '--language', 'nb');

  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^ugyldig {2}/);
  expect(stdout).toMatch(/feil {5}MsgHead\/MsgInfo\/Migversion, linje 5/);
  expect(stdout).toContain('Slik rettes det: Sett inn MIGversion foran Migversion');
  expect((await samband('validate', 'good.xml', '--language', 'sv')).exitCode).toBe(2);
});

test('a warning is shown with what to do, and the document stays valid', async () => {
  const noZone = Buffer.from(sampleDocument()).toString().replace('+02:00</GenDate>', '</GenDate>');
  const { exitCode, stdout } = await run(['validate', '-'], { stdin: noZone });

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /warning {2}MsgHead\/MsgInfo\/GenDate, line 6 \(gendate-zone\)\n.*\n +To mend it: Write the offset/,
  );
  const schemaOnly = await run(['validate', '-', '--schema-only', '--json'], { stdin: noZone });
  expect(records(schemaOnly)).toMatchObject([{ verdict: 'valid', findings: [] }]);
});

test('a long run says how far it has come, on a terminal only', async () => {
  await mkdir(join(folder, 'many'), { recursive: true });
  await Promise.all(Array.from({ length: 200 }, (_, index) => writeFile(join(folder, `many/${index}.xml`), '<a>')));

  const seen = await run(['validate', 'many', '--json'], { cwd: folder, isTTY: true });
  expect(seen.stderr).toContain('100 of 200 documents, 50 %');
  expect(seen.stderr.endsWith('\r\u001b[K')).toBe(true);
  expect(records(seen)).toHaveLength(200);
  expect((await run(['validate', 'many'], { cwd: folder })).stderr).toBe('');
});

test('standard input is a document too', async () => {
  const { exitCode, stdout } = await run(['validate', '-', '--schema-only'], {
    stdin: Buffer.from(sampleDocument()).toString(),
  });

  expect([exitCode, stdout]).toEqual([0, 'valid  -  Dialogmelding 1.1\n']);
});

test('an empty folder and a missing file are wrong usage, before anything is checked', async () => {
  await mkdir(join(folder, 'empty'), { recursive: true });

  expect(await samband('validate', 'empty')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('empty holds no *.xml.'),
  });
  expect(await samband('validate', 'good.xml', 'gone.xml')).toMatchObject({ exitCode: 2, stdout: '' });
});

test('models lists the standards, or those that match', async () => {
  const all = records(await samband('models', '--json'))[0];
  const some = await samband('models', 'XMLSTDS/epikrise/2012');

  expect(Array.isArray(all) && all.length).toBeGreaterThan(100);
  expect(some.stdout).toContain('http://www.kith.no/xmlstds/epikrise/2012-02-15');
  expect(some.stdout.trimEnd().split('\n')).toHaveLength(2);
  expect((await samband('models', 'no such standard')).exitCode).toBe(1);
});
