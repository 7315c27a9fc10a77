import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { plain } from '../print/plain.ts';
import { readInput, reason } from '../read-input.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface RenderOptions {
  readonly language: 'nb' | 'en';
  readonly out?: string;
  readonly force?: boolean;
}

const WORDS = `The page stands alone: no script, nothing from elsewhere. It holds all that the document says, also who the patient is:
keep it as you keep the document. Whether the document follows its standard does not matter here; samband validate tells.`;

/** `samband render`: a document as a page for its reader, without the network. */
export function renderCommand(context: Context): Command {
  return new Command('render')
    .description('show a document as a page for its reader (HTML), without the network')
    .argument('<file>', 'the document, or - for standard input')
    .option('--out <file>', 'write the page to a file instead of printing it')
    .option('--force', 'write also where the file is there already')
    .addOption(new Option('--language <nb|en>', 'the language around the content').choices(['nb', 'en']).default('nb'))
    .addHelpText(
      'after',
      examples(['samband render letter.xml --out letter.html', 'samband render - < letter.xml'], WORDS),
    )
    .action(handler(context, render));
}

async function render(shell: Shell, file: string, { language, out, force = false }: RenderOptions): Promise<ExitCode> {
  const bytes = await readInput(shell.io, file);
  const { renderDocument } = await import('@samband/standards');
  const { html, title, template } = renderDocument(bytes, { language });
  if (out !== undefined) await writePage(shell, out, html, force);
  else if (!shell.options.json) shell.io.stdout.write(html);

  const sizeBytes = Buffer.byteLength(html);
  const note = `${plain(title)}: template ${template}, ${sizeBytes} bytes`;
  if (shell.options.json)
    shell.show({ file, template, title, language, sizeBytes, ...(out === undefined ? { html } : { out }) }, () => '');
  else if (out === undefined) shell.io.stderr.write(`${note}.\n`);
  else shell.say(`${note} written to ${plain(out)}.`);
  return ExitCode.done;
}

async function writePage(shell: Shell, out: string, html: string, force: boolean): Promise<void> {
  await writeFile(resolve(shell.io.cwd, out), html, { flag: force ? 'w' : 'wx' }).catch((cause) => {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const why = exists ? 'it is there already' : reason(cause);
    const advice = exists ? 'Choose another name, or write over it with --force.' : 'Choose another name.';
    throw new WrongUsage(`${out} cannot be written: ${why}.`, advice, { cause });
  });
}
