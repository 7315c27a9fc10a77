import type { ReceiverStatus } from '@samband/sdk';
import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { firstThatSees } from '../first-that-sees.ts';
import { SCOPE } from '../open-network.ts';
import { receiptWords } from '../print/receipt-words.ts';
import { table } from '../print/table.ts';
import { transportWords } from '../print/transport-words.ts';
import type { Shell } from '../shell.ts';

/** `samband status`: how far a message has come, receiver by receiver. */
export function statusCommand(context: Context): Command {
  return new Command('status')
    .description('show how far a message has come with each receiver')
    .argument('<messageId>', 'the id that `samband send` printed')
    .addHelpText('after', examples(['samband status 0199c0de-0000-7000-8000-000000000001']))
    .action(
      handler(context, async (shell, messageId: string) => {
        const { found } = await firstThatSees(shell, { scopes: [SCOPE.messages] }, ({ network }) =>
          network.getStatus(messageId, { signal: shell.io.signal }),
        );
        shell.show({ id: messageId, statusList: found }, () => statusTable(shell, found));
        shell.say(`\nEvery step with its proof: npx samband trace ${messageId}`);
        return ExitCode.done;
      }),
    );
}

function statusTable({ colours }: Shell, statuses: readonly ReceiverStatus[]): string {
  const rows = statuses.map((status) => [
    status.receiverHerId,
    status.sent ? 'yes' : 'no',
    transportWords(colours, status.transportDeliveryState),
    receiptWords(colours, status.apprecInfo),
  ]);
  return table(colours, ['Receiver', 'Sent', 'Transport', 'Answer'], rows);
}
