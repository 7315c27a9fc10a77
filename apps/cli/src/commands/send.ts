import type { ReceiverStatus, Sent } from '@samband/sdk';
import { Command } from 'commander';
import { moreHerIds, herId as readHerId, wholeNumber } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { type OpenNetwork, openNetwork, SCOPE } from '../open-network.ts';
import { plain } from '../print/plain.ts';
import { createWaiting } from '../print/progress.ts';
import { receiptWords } from '../print/receipt-words.ts';
import { pairs } from '../print/table.ts';
import { localTime } from '../print/time.ts';
import { transportWords } from '../print/transport-words.ts';
import { readInput } from '../read-input.ts';
import type { Awaited, Step } from '../sending/await-answer.ts';
import type { Copy } from '../sending/plan-sending.ts';
import type { Shell } from '../shell.ts';

interface SendOptions {
  readonly from?: number;
  readonly to?: number[];
  readonly asIs?: boolean;
  readonly wait?: number | true;
}

const WAIT_DEFAULT_S = 60;
/** Somebody sits and waits, so a network that is away is told soon. */
const ATTEMPTS_MAX = 3;

const WORDS = `When --from or --to are other parties than the document names, a copy is sent in which they are set, with a new MsgId
and the time of now; what was changed is printed. Several receivers then get a copy each. --as-is sends the bytes as they
are. The network checks the document and says what is wrong with it. With --wait, an answer that does not come in time
ends with exit code 1, as a rejection does.

Find a HER-id by name: samband party "nordfjell sykehus"`;

/** `samband send`: hands a document to the network. */
export function sendCommand(context: Context): Command {
  return new Command('send')
    .description('send a document: discharge letter, referral, laboratory answer, dialog…')
    .argument('<file>', 'the XML document; - reads standard input')
    .option('--from <herId>', 'who sends (default: as the document says)', readHerId)
    .option('--to <herId...>', 'who receives, one or several (default: as the document says)', moreHerIds)
    .option('--as-is', 'send the bytes as they are, whatever parties they name')
    .option('--wait [seconds]', `wait for the receiver's answer, at most so long (${WAIT_DEFAULT_S})`, wholeNumber)
    .addHelpText(
      'after',
      examples(
        [
          'samband send letter.xml',
          'samband send letter.xml --from 8000011 --to 8000042 --wait',
          'samband send letter.xml --to 8000042 8000052',
          'samband send - --json < letter.xml',
        ],
        WORDS,
      ),
    )
    .action(handler(context, send));
}

async function send(shell: Shell, file: string, options: SendOptions): Promise<ExitCode> {
  const bytes = await readInput(shell.io, file);
  const { planSending } = await import('../sending/plan-sending.ts');
  const { partyAddress } = await import('../sending/party-address.ts');
  const { signal } = shell.io;
  let register: Promise<OpenNetwork> | undefined;
  const addressOf = async (herId: number) => {
    register ??= openNetwork(shell, { scopes: [SCOPE.readParties] });
    return partyAddress((await register).network, herId, signal);
  };
  const copies = await planSending({ bytes, ...options, asIs: options.asIs === true }, addressOf);
  const handedOver: HandedOver[] = [];
  for (const copy of copies) handedOver.push(await sendCopy(shell, copy));
  const endings = await waitForAll(shell, handedOver, options.wait);
  for (const [index, { sent, copy }] of handedOver.entries()) report(shell, sent, copy, endings[index]);
  return endings.every((ending) => ending?.outcome === 'approved') || options.wait === undefined
    ? ExitCode.done
    : ExitCode.refused;
}

interface HandedOver {
  readonly sent: Sent;
  readonly copy: Copy;
}

async function sendCopy(shell: Shell, copy: Copy): Promise<HandedOver> {
  const { senderHerId, receiverHerIds } = copy;
  const { network } = await openNetwork(shell, { herId: senderHerId, scopes: [SCOPE.messages] });
  const application = { applicationName: 'samband', applicationVersion: '0.1.0' };
  const outgoing = { document: copy.bytes, from: senderHerId, to: receiverHerIds, ...application };
  const sent = await network.send(outgoing, { signal: shell.io.signal, attemptsMax: ATTEMPTS_MAX });
  shell.say(acceptedText(shell, sent.id, copy));
  return { sent, copy };
}

function report(shell: Shell, { id }: Sent, copy: Copy, ending: Awaited | undefined): void {
  const { messageId, senderHerId, receiverHerIds, changes } = copy;
  if (shell.options.json) shell.show({ id, messageId, senderHerId, receiverHerIds, changes, ...ending }, () => '');
  shell.say(`\nNext: npx samband trace ${id}`);
}

function acceptedText(
  { colours }: Shell,
  id: string,
  { messageId, senderHerId, receiverHerIds, changes }: Copy,
): string {
  const facts = pairs(colours, [
    ['message id', id],
    ['MsgId', messageId && plain(messageId)],
    ['from', senderHerId],
    ['to', receiverHerIds.join(', ')],
  ]);
  const changed = changes.map((change) => `\n  ${colours.dim('changed')}: ${plain(change)}`).join('');
  return `${colours.green('Accepted')}: it is on disk and will not be lost.\n${facts}${changed}`;
}

/** Waits for all at once, so that the steps stand in the order in which they are proven. */
async function waitForAll(
  shell: Shell,
  handedOver: readonly HandedOver[],
  wait: SendOptions['wait'],
): Promise<Awaited[]> {
  if (wait === undefined) return [];
  const { awaitAnswer } = await import('../sending/await-answer.ts');
  const seconds = wait === true ? WAIT_DEFAULT_S : wait;
  const waiting = createWaiting(shell.io.stderr, seconds);
  const onStep = (status: ReceiverStatus, step: Step) => {
    const at = shell.colours.dim(localTime(new Date().toISOString()));
    waiting.clear();
    shell.say(`  ${at}  ${status.receiverHerId}  ${stepText(shell, status, step)}`);
  };
  shell.say('');
  const following = handedOver.map(({ sent }) =>
    awaitAnswer({ sent, timeoutMs: seconds * 1000, signal: shell.io.signal, onStep }),
  );
  const endings = await Promise.all(following).finally(() => waiting.end());
  if (endings.some(({ outcome }) => outcome === 'unanswered')) {
    shell.say(
      shell.colours.yellow(`  No answer within ${seconds} s. What was sent stays sent; the answer may come later.`),
    );
  }
  return endings;
}

function stepText({ colours }: Shell, { transportDeliveryState, apprecInfo }: ReceiverStatus, step: Step): string {
  if (step === 'sent') return 'in the mailbox';
  if (step === 'answered') return receiptWords(colours, apprecInfo);
  return transportWords(colours, transportDeliveryState);
}
