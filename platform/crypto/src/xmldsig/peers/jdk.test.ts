import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { contentIdUri } from '../content-id.ts';
import { holder } from '../messages-for-tests.ts';
import { type Case, generateCases, signCase } from './generated-for-tests.ts';

const COUNT = 120;
const TIMEOUT_MS = 60_000;
const program = join(import.meta.dirname, 'Validate.java');
const hasJava = spawnSync('java', ['-version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'samband-jdk-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No envelope of the cases has xml:lang or xml:space: with an XPath filter, the JDK inherits them as nobody else does. */
function write(one: Case, index: number): string {
  for (const attachment of one.attachments) {
    const name = contentIdUri(attachment).slice('cid:'.length).replaceAll('%', '_');
    writeFileSync(join(folder, name), attachment.bytes);
  }
  const path = join(folder, `signed-${index}.xml`);
  writeFileSync(path, signCase(one, holder));
  return path;
}

test(
  'the XML signatures of the JDK accept what we sign',
  async ({ skip }) => {
    skip(!hasJava, 'java is not installed');
    const cases = generateCases(COUNT);
    const certificate = join(folder, 'signer.der');
    writeFileSync(certificate, holder.certificate);
    const { stdout } = await promisify(execFile)('java', [program, certificate, ...cases.map(write)]);
    const verdicts = stdout.trim().split('\n');

    expect(cases.filter((_, index) => verdicts[index] !== 'OK').map(({ bytes }) => bytes.toString())).toEqual([]);
    expect(verdicts.length).toBe(COUNT);
  },
  TIMEOUT_MS,
);
