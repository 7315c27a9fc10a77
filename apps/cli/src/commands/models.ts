import type { ModelSummary } from '@samband/standards';
import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { table } from '../print/table.ts';
import type { Shell } from '../shell.ts';

/** `samband models`: which message standards are understood. */
export function modelsCommand(context: Context): Command {
  return new Command('models')
    .description('list the message standards that are understood')
    .argument('[name]', 'only those whose name or namespace contains this')
    .addHelpText('after', examples(['samband models', 'samband models epikrise']))
    .action(
      handler(context, async (shell, name?: string) => {
        const { listModels } = await import('@samband/standards');
        const found = listModels().filter((model) => name === undefined || matches(model, name));
        shell.show(found, () => modelTable(shell, found, name));
        return found.length === 0 ? ExitCode.refused : ExitCode.done;
      }),
    );
}

function matches(model: ModelSummary, name: string): boolean {
  return Object.values(model).join('\n').toLowerCase().includes(name.toLowerCase());
}

function modelTable({ colours }: Shell, models: readonly ModelSummary[], name: string | undefined): string {
  if (models.length === 0) return `No standard matches "${name}". See them all: samband models`;
  const rows = models.map(({ name: model, message, version, namespace }) => [model, message, version, namespace]);
  return table(colours, ['Model', 'Message', 'Version', 'Namespace'], rows);
}
