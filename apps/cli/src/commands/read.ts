import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MessageFacts } from '@samband/sdk';
import { Command } from 'commander';
import { herId } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { firstThatSees } from '../first-that-sees.ts';
import { type OpenNetwork, openNetwork, SCOPE } from '../open-network.ts';
import { documentSummary } from '../print/document-summary.ts';
import { reason } from '../read-input.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface ReadOptions {
  readonly as?: number;
  readonly raw?: boolean;
  readonly out?: string;
}

const WORDS = `Without --raw or --out a summary is printed: parties, type, times, attachments. When a receiver is given the document
itself (--raw, --out, --json), the network is told that it is safe in the receiver's system, which the sender can see.`;

/** `samband read`: fetches a document. */
export function readCommand(context: Context): Command {
  return new Command('read')
    .description('fetch a document')
    .argument('<messageId>', 'the id that `samband inbox` shows')
    .option('--as <herId>', 'who reads (default: the first party of the message that a client here acts for)', herId)
    .option('--raw', 'print the document itself, byte for byte')
    .option('--out <file>', 'write the document to a file, byte for byte')
    .addHelpText(
      'after',
      examples(
        ['samband read 0199c0de-0000-7000-8000-000000000001', 'samband read <messageId> --as 8000042 --out letter.xml'],
        WORDS,
      ),
    )
    .action(handler(context, read));
}

async function read(shell: Shell, messageId: string, options: ReadOptions): Promise<ExitCode> {
  const { signal } = shell.io;
  const need = { scopes: [SCOPE.messages], ...(options.as !== undefined && { herId: options.as }) };
  const seen = await firstThatSees(shell, need, ({ network }) => network.getMessage(messageId, { signal }));
  const { found: message } = seen;
  const { network, readAs } = await chooseReader(shell, seen, message, options.as);
  const { businessDocument: bytes } = await network.getBusinessDocument(messageId, { signal });
  if (options.raw && shell.io.stdout.isTTY && !shell.options.json) assertHarmless(bytes);

  if (options.out !== undefined) await writeDocument(shell, options.out, bytes);
  else if (options.raw && !shell.options.json) shell.io.stdout.write(bytes);
  const isHandedOver = options.out !== undefined || options.raw === true || shell.options.json === true;
  if (isHandedOver && readAs !== undefined) await network.markDownloaded(messageId, readAs, { signal });
  await report(shell, options, { message, bytes, readAs });
  return ExitCode.done;
}

/** A receiver's client rather than the sender's, who may see the message too: what a receiver has got can be told. */
async function chooseReader(shell: Shell, seen: OpenNetwork, { receiverHerIds }: MessageFacts, as: number | undefined) {
  const candidates = as === undefined ? receiverHerIds : receiverHerIds.filter((herId) => herId === as);
  for (const herId of candidates) {
    const open = await openNetwork(shell, { herId, scopes: [SCOPE.messages] }).catch(() => undefined);
    if (open?.client.herIds.includes(herId)) return { network: open.network, readAs: herId };
  }
  return { network: seen.network, readAs: undefined };
}

interface Fetched {
  readonly message: MessageFacts;
  readonly bytes: Uint8Array;
  readonly readAs: number | undefined;
}

async function report(shell: Shell, { raw, out }: ReadOptions, { message, bytes, readAs }: Fetched): Promise<void> {
  if (shell.options.json) {
    const content = out === undefined ? { businessDocument: Buffer.from(bytes).toString('base64') } : { file: out };
    shell.show({ message, ...content, ...(readAs !== undefined && { downloadedBy: readAs }) }, () => '');
    return;
  }
  if (raw) return;
  if (out === undefined) shell.say(await documentSummary(shell.colours, message, bytes));
  else shell.say(`${bytes.byteLength} bytes written to ${out}.`);
  if (readAs === undefined) return;
  if (out !== undefined) shell.say(`The network has noted that ${readAs} has it.`);
  shell.say(`\nNext: npx samband receipt ${message.id} --from ${readAs} --ok`);
}

/** A document printed to a terminal must not steer it; to a file or another program it goes as it is. */
function assertHarmless(bytes: Uint8Array): void {
  // As the terminal will read the bytes, whatever encoding the document names.
  if (!/[^\P{Cc}\t\n\r]/u.test(new TextDecoder().decode(bytes))) return;
  throw new WrongUsage(
    'The document holds control characters, which could steer your terminal.',
    'Write it to a file with --out, or give it to another program.',
  );
}

async function writeDocument(shell: Shell, file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(resolve(shell.io.cwd, file), bytes, { flag: 'wx' }).catch((cause) => {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const why = exists ? 'it is there already' : reason(cause);
    throw new WrongUsage(`${file} cannot be written: ${why}.`, 'Choose another name.', { cause });
  });
}
