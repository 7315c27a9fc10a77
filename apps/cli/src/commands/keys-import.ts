import { basename } from 'node:path';
import type { NewKey, Pkcs12Fault } from '@samband/crypto';
import { Command } from 'commander';
import { askPassword } from '../ask-password.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openKeyFolder } from '../local/key-folder.ts';
import { keyFacts, keyTable } from '../print/keys.ts';
import { readInput } from '../read-input.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface ImportOptions {
  readonly data?: string;
  readonly passwordFile?: string;
}

const WORDS = `The file is opened first, so a wrong password is told at once. A running server needs no restart: it seals the keys when
a message first needs one, within five seconds, and deletes the copy. Run it as the user that the server runs as. Register
the certificate too, or nobody will use it.`;

/** `samband keys import`: gives the server the keys of a PKCS#12 file. */
export function keysImportCommand(context: Context): Command {
  return new Command('import')
    .description('give the server the keys of a PKCS#12 file (.p12, .pfx) from an issuer')
    .argument('<file>', 'the file')
    .option('--password-file <file>', 'a file with its password (default: asked for)')
    .addHelpText(
      'after',
      examples(['samband keys import enterprise.p12', 'samband keys import a.p12 --password-file a.txt'], WORDS),
    )
    .action(handler(context, importKeys));
}

async function importKeys(shell: Shell, file: string, { data, passwordFile }: ImportOptions): Promise<ExitCode> {
  const folder = await openKeyFolder(shell.io, data);
  const bytes = await readInput(shell.io, file);
  const password = await askPassword(shell, `Password of ${basename(file)}`, passwordFile);
  const keys = await keyFacts(await openFile(file, bytes, password), new Date());
  const [{ thumbprint }] = keys as [(typeof keys)[number], ...typeof keys];
  await folder.lay(thumbprint, bytes, password);
  shell.show({ folder: folder.path, keys }, () => keyTable(shell.colours, keys));
  shell.say('Given to the server, which seals it when a message first needs it.');
  return ExitCode.done;
}

const FAULTS: Readonly<Record<Pkcs12Fault, readonly [string, string]>> = {
  'not-pkcs12': ['is no PKCS#12 file', 'Give the file that the issuer handed out (.p12 or .pfx).'],
  password: ['cannot be opened with that password, or was damaged', 'Check the password; issuers send it apart.'],
  algorithm: ['is protected in a way that is not read here', 'Export it anew with openssl pkcs12 -export.'],
  'no-key': ['holds no private key', 'Give the file that was made when the certificate was ordered.'],
  'no-certificate': [
    'holds no certificate of its key',
    'Export it anew with the certificate (openssl pkcs12 -export).',
  ],
};

async function openFile(file: string, bytes: Uint8Array, password: string): Promise<NewKey[]> {
  const { keysInPkcs12, Pkcs12Unreadable } = await import('@samband/crypto');
  try {
    return keysInPkcs12(bytes, password);
  } catch (cause) {
    if (!(cause instanceof Pkcs12Unreadable)) throw cause;
    const [fault, advice] = FAULTS[cause.why];
    throw new WrongUsage(`${file} ${fault}.`, advice, { cause });
  }
}
