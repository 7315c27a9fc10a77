import { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openKeyFolder } from '../local/key-folder.ts';
import { keyFacts } from '../print/keys.ts';
import { plain } from '../print/plain.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface RemoveOptions {
  readonly data?: string;
  readonly yes?: boolean;
}

const WORDS = `What was encrypted for its certificate cannot be opened any more. A running server forgets the key within a day; restart it
to make it forget at once.`;

/** `samband keys remove`: deletes a sealed key. */
export function keysRemoveCommand(context: Context): Command {
  return new Command('remove')
    .description('delete a key')
    .argument('<thumbprint>', 'SHA-1 of its certificate, as samband keys list shows it')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples(['samband keys remove 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B'], WORDS))
    .action(handler(context, removeKey));
}

async function removeKey(shell: Shell, text: string, { data, yes }: RemoveOptions): Promise<ExitCode> {
  const folder = await openKeyFolder(shell.io, data);
  const name = text.replaceAll(/[\s:]/g, '').toUpperCase();
  const keys = await keyFacts((await folder.store?.list()) ?? [], new Date());
  const key = keys.find(({ thumbprint }) => thumbprint === name);
  if (!key)
    throw new WrongUsage(`No key ${name} is kept in ${folder.path}.`, 'samband keys list shows those that are.');
  if (!yes) {
    await confirm(
      shell,
      `Delete the key of ${key.subject}, valid until ${key.validUntil}? What is encrypted for it is lost.`,
    );
  }
  await folder.store?.remove(name);
  shell.show({ removed: key }, () => `${shell.colours.green('Removed')}: ${plain(key.subject)}`);
  shell.say('A server that runs forgets it within a day, or when it is restarted.');
  return ExitCode.done;
}
