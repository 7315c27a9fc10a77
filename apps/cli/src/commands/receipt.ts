import { Command } from 'commander';
import { herId } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface ReceiptOptions {
  readonly from: number;
  readonly ok?: boolean;
  readonly reject?: string;
  readonly text?: string;
}

const WORDS = `A receipt (AppRec) is final: it cannot be changed or sent again.

Codes for --reject (code system 8221), the most precise that fits:
  T01 not XML  T02 breaks its schema  T10 format not supported  T99 other fault of format
  S01 signature  S02 certificate invalid  S03 certificate revoked  S99 other fault of security
  E10 message id invalid  E20 practitioner missing  E21 receiver missing or unknown
  E30 patient's identity missing  E31 wrong  E32 patient's name missing  E35 patient not in the receiver's system
  E36 too little about the patient  E53 not in the population register  E54 not registered at the receiver  X99 other`;

/** `samband receipt`: answers a message. */
export function receiptCommand(context: Context): Command {
  return new Command('receipt')
    .description('answer a message: approve it, or reject it with a code')
    .argument('<messageId>', 'the message that is answered')
    .requiredOption('--from <herId>', 'the receiver that answers', herId)
    .option('--ok', 'approve')
    .option('--reject <code>', 'reject, with a code of 8221')
    .option('--text <words>', 'why, for the sender to read; never an identity number')
    .addHelpText(
      'after',
      examples(
        [
          'samband receipt <messageId> --from 8000042 --ok',
          'samband receipt <messageId> --from 8000042 --reject E21 --text "Moved away"',
        ],
        WORDS,
      ),
    )
    .action(handler(context, receipt));
}

async function receipt(shell: Shell, messageId: string, options: ReceiptOptions): Promise<ExitCode> {
  checkChoice(options);
  const { from, reject, text } = options;
  const { network } = await openNetwork(shell, { herId: from, scopes: [SCOPE.messages] });
  const answer =
    reject === undefined
      ? { appRecStatus: 'Ok' as const }
      : {
          appRecStatus: 'Rejected' as const,
          appRecErrorList: [{ errorCode: reject, ...(text !== undefined && { details: text }) }],
        };
  const application = { applicationName: 'samband', applicationVersion: '0.1.0' };
  const outgoing = { appRecSenderHerId: from, ...answer, ...application };
  const { id } = await network.sendReceipt(messageId, outgoing, { signal: shell.io.signal });
  const { appRecStatus } = answer;
  shell.show({ id, messageId, appRecStatus }, () => {
    const verb = reject === undefined ? shell.colours.green('Approved') : shell.colours.red(`Rejected with ${reject}`);
    return `${verb}. The receipt is on its way with id ${id}.\nNext: npx samband trace ${messageId}`;
  });
  return ExitCode.done;
}

function checkChoice({ ok, reject, text }: ReceiptOptions): void {
  const advice = 'Give --ok, or --reject <code> with --text if there is more to say.';
  if ((ok === true) === (reject !== undefined)) throw new WrongUsage('A receipt either approves or rejects.', advice);
  if (ok && text !== undefined) throw new WrongUsage('An approval carries no text.', advice);
}
