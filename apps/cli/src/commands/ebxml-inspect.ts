import { Command, InvalidArgumentError, Option } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import type { Language } from '../print/findings.ts';
import { inspectionText } from '../print/inspection.ts';
import { readInput } from '../read-input.ts';
import type { Shell } from '../shell.ts';

interface InspectOptions {
  readonly certificate?: string;
  readonly at?: Date;
  readonly language: Language;
}

const WORDS = `Takes a mail (.eml, .msg), a post as it went over HTTP, or the envelope alone (.xml); - reads standard input.
Nothing is decrypted. A valid signature is whole by the certificate that the message carries, or by the one given with
--certificate. Exit code 0 when the message would be taken, 1 when it would be refused, 2 when a file cannot be read.`;

/** `samband ebxml inspect`: what a message is, which rules it breaks, and what it would be answered. */
export function ebxmlInspectCommand(context: Context): Command {
  return new Command('inspect')
    .description('show what an ebXML message says, which national rules it breaks, and what it would be answered')
    .argument('<file>', 'a mail, a post or an envelope; - for standard input')
    .option('--certificate <file>', 'check the signature by this certificate (PEM or DER)')
    .option('--at <time>', 'look at it at this time, as in 2026-11-24T12:00:00Z', time)
    .addOption(new Option('--language <nb|en>', 'the language of the rules').choices(['nb', 'en']).default('en'))
    .addHelpText(
      'after',
      examples(['samband ebxml inspect message.eml', 'samband ebxml inspect post.http --json'], WORDS),
    )
    .action(handler(context, inspect));
}

async function inspect(shell: Shell, file: string, options: InspectOptions): Promise<ExitCode> {
  const { language, at } = options;
  const bytes = await readInput(shell.io, file);
  const certificate = options.certificate === undefined ? undefined : await readInput(shell.io, options.certificate);
  const { inspectMessage, rulesNotInspected } = await import('@samband/ebxml');
  const inspection = inspectMessage(bytes, { language, at, certificate: certificate && asDer(certificate) });
  shell.show(inspection, () => inspectionText(shell.colours, { file, inspection, notJudged: rulesNotInspected() }));
  const isRefused = /^(SOAP Fault|ErrorList \(.*Error\))/.test(inspection.reaction);
  return isRefused || inspection.signature.verdict === 'invalid' ? ExitCode.refused : ExitCode.done;
}

function time(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('A time is needed, as in 2026-11-24T12:00:00Z.');
  return at;
}

/** The first certificate of a PEM file; anything else is DER already. */
function asDer(bytes: Uint8Array): Uint8Array {
  const pem = /-----BEGIN CERTIFICATE-----([^-]*)-----END/.exec(Buffer.from(bytes).toString('latin1'));
  return pem ? Buffer.from(pem[1] ?? '', 'base64') : bytes;
}
