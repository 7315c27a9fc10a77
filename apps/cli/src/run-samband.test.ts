import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './test-run.ts';

const COMMANDS = [
  ['send'],
  ['inbox'],
  ['read'],
  ['receipt'],
  ['status'],
  ['trace'],
  ['overdue'],
  ['party', 'find'],
  ['party', 'get'],
  ['party', 'search'],
  ['party', 'create'],
  ['party', 'change'],
  ['client', 'create'],
  ['client', 'list'],
  ['client', 'disable'],
  ['retention', 'rules'],
  ['retention', 'plan'],
  ['retention', 'run'],
  ['validate'],
  ['render'],
  ['models'],
];

test.each(COMMANDS.map((words) => [words.join(' ')]))(
  'help for %s shows an example of it and the common options',
  async (name) => {
    const { exitCode, stdout } = await run([...name.split(' '), '--help']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`  samband ${name}`);
    expect(stdout).toContain('--json');
  },
);

test('help names every command and every exit code', async () => {
  const { exitCode, stdout } = await run(['--help']);

  expect(exitCode).toBe(0);
  for (const [name] of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  expect(stdout).toContain('0 done, 1 refused');
});

test.each([
  [['sned', 'x'], 'Did you mean send?'],
  [['trace', '--josn', 'x'], 'Did you mean --json?'],
  [['trace'], "missing required argument 'id'\n(samband trace --help shows what there is)"],
  [['party', 'create'], '(samband party create --help shows what there is)'],
  [['inbox', 'hospital'], 'A HER-id is a whole number, as in 8000123.'],
  [['inbox', '0'], 'A HER-id is a whole number'],
  [['receipt', 'x', '--from', '1'], 'A receipt either approves or rejects.'],
  [['receipt', 'x', '--from', '1', '--ok', '--reject', 'E21'], 'A receipt either approves or rejects.'],
  [['party', 'create', '--kind', 'hospital', '--name', 'x'], 'Allowed choices are organization'],
  [['status', 'x', '--server', 'localhost'], '--server names "localhost", which is no web address.'],
  [['validate', 'no-such-file.xml'], 'no-such-file.xml cannot be read: there is no such file.'],
])('wrong usage %j is told in words, with exit code 2', async (argv, words) => {
  const { exitCode, stdout, stderr } = await run(argv, { cwd: import.meta.dirname });

  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect([exitCode, stdout]).toEqual([2, '']);
});

test('without a command, help is printed and nothing is done', async () => {
  expect(await run([])).toMatchObject({ exitCode: 2, stdout: '' });
});

test('--debug shows where a failure arose', async () => {
  const { stderr } = await run(['validate', 'no-such-file.xml', '--debug']);

  expect(stderr).toMatch(/^\s+at /m);
});

test('validate and help load neither the SDK nor what it stands on, and help loads no standards', () => {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const { runSamband } = await import('./run-samband.ts');
    const quiet = { write() {} };
    const io = { stdin: [], stdout: quiet, stderr: quiet, cwd: '.', signal: new AbortController().signal, allowColours: false };
    const has = (part) => loaded.some((url) => url.includes(part));
    await runSamband(['--help'], io);
    const afterHelp = [has('/sdk/'), has('/jose/'), has('/standards/')];
    await runSamband(['models'], io);
    console.log(JSON.stringify([...afterHelp, has('/sdk/'), has('/jose/'), has('/standards/')]));`;

  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });

  expect(JSON.parse(stdout)).toEqual([false, false, false, false, false, true]);
});

test('starts as a program of its own, with its exit code', () => {
  const bin = join(import.meta.dirname, '../bin/samband.mjs');

  const { status, stderr } = spawnSync(process.execPath, [bin, 'sned'], { encoding: 'utf8' });

  expect([status, stderr.split('\n')[0]]).toEqual([2, "error: unknown command 'sned'"]);
});
