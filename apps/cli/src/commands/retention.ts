import { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { planText, rulesTable, runText } from '../print/retention.ts';
import type { Shell } from '../shell.ts';

const WORDS = `Of each message three things end, one after the other: the document, what is known of it (parties, times, events), and
the key that knows a copy. A run removes what a plan has counted, and nothing else.`;

/** `samband retention`: what the exchange keeps, and what has had its time (operators). */
export function retentionCommand(context: Context): Command {
  return new Command('retention')
    .description('see how long messages are kept, and remove what has had its time (operators)')
    .addCommand(rulesCommand(context))
    .addCommand(planCommand(context))
    .addCommand(runCommand(context));
}

function rulesCommand(context: Context): Command {
  return new Command('rules')
    .description('show how long messages of each type are kept')
    .addHelpText('after', examples(['samband retention rules'], WORDS))
    .action(
      handler(context, async (shell) => {
        const { network } = await open(shell);
        const rules = await network.retention.rules({ signal: shell.io.signal });
        shell.show({ rules }, () => rulesTable(shell.colours, rules));
        return ExitCode.done;
      }),
    );
}

function planCommand(context: Context): Command {
  return new Command('plan')
    .description('count what has had its time; nothing is removed')
    .addHelpText('after', examples(['samband retention plan', 'samband retention plan --json'], WORDS))
    .action(
      handler(context, async (shell) => {
        const { network } = await open(shell);
        const plan = await network.retention.plan({ signal: shell.io.signal });
        shell.show(plan, () => planText(shell.colours, plan));
        if (plan.removals.length > 0) shell.say(`\nNext: npx samband retention run --plan ${plan.token}`);
        return ExitCode.done;
      }),
    );
}

interface RunOptions {
  readonly plan?: string;
  readonly yes?: boolean;
}

function runCommand(context: Context): Command {
  return new Command('run')
    .description('plan, show what will be removed, and remove it')
    .option('--plan <token>', 'remove what this plan has counted, at most an hour ago')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples(['samband retention run', 'samband retention run --plan <token> --yes'], WORDS))
    .action(handler(context, runPlan));
}

async function runPlan(shell: Shell, { plan: token, yes }: RunOptions): Promise<ExitCode> {
  const { network } = await open(shell);
  const { signal } = shell.io;
  const plan = token === undefined ? await network.retention.plan({ signal }) : undefined;
  if (plan) shell.say(planText(shell.colours, plan));
  if (plan?.removals.length === 0) {
    if (shell.options.json) shell.show({ plan }, () => '');
    return ExitCode.done;
  }
  if (!yes) await confirm(shell, 'Remove this? It cannot be undone.');
  const run = await network.retention.run(token ?? plan?.token ?? '', { signal });
  shell.show({ ...(plan && { plan }), run }, () => runText(shell.colours, run));
  return ExitCode.done;
}

const open = (shell: Shell) => openNetwork(shell, { scopes: [SCOPE.operate] });
