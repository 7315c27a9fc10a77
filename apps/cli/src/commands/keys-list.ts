import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openKeyFolder } from '../local/key-folder.ts';
import { keyFacts, keyTable } from '../print/keys.ts';
import { plain } from '../print/plain.ts';

/** `samband keys list`: what is sealed there, and what waits to be. */
export function keysListCommand(context: Context): Command {
  return new Command('list')
    .description('show the keys, how long they last, and which need a successor')
    .addHelpText('after', examples(['samband keys list', 'samband keys list --data /var/lib/samband --json']))
    .action(
      handler(context, async (shell, { data }: { data?: string }) => {
        const folder = await openKeyFolder(shell.io, data);
        const keys = await keyFacts((await folder.store?.list()) ?? [], new Date());
        const waiting = await folder.waiting();
        shell.show({ folder: folder.path, keys, waiting }, () =>
          keys.length > 0 ? keyTable(shell.colours, keys) : `No key is kept in ${plain(folder.path)}.`,
        );
        if (waiting.length > 0) shell.say(`Waiting for the server to need them: ${waiting.map(plain).join(', ')}`);
        return ExitCode.done;
      }),
    );
}
