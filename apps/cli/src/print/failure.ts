import { isDomainError } from '@samband/errors';
import type { NetworkProblem, NetworkUnreachable } from '@samband/sdk';
import { ExitCode } from '../exit-code.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { findingList } from './findings.ts';
import { plain } from './plain.ts';

/** A failure in words: what went wrong and what to do, and the same for scripts. */
interface Account {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
  readonly advice?: string | undefined;
  /** For people, below the sentence. */
  readonly details?: string | undefined;
  readonly facts?: object;
}

/** Says what went wrong: one JSON document on stdout with `--json`, sentences on stderr otherwise. Gives the exit code. */
export function printFailure(shell: Shell, thrown: unknown): ExitCode {
  const account = accountOf(shell, thrown);
  const { exitCode, code, message, advice, details, facts } = account;
  const write = (text: string) => shell.io.stderr.write(`${text}\n`);
  if (shell.options.json) shell.show({ error: { code, message, ...(advice && { advice }), ...facts } }, () => '');
  else write([message, details, advice].filter(Boolean).join('\n'));
  if (shell.options.debug && thrown instanceof Error) write(thrown.stack ?? String(thrown));
  return exitCode;
}

function accountOf(shell: Shell, thrown: unknown): Account {
  if (shell.io.signal.aborted) return { exitCode: ExitCode.stopped, code: 'stopped', message: 'Stopped.' };
  if (thrown instanceof WrongUsage) {
    const { code, message, advice } = thrown;
    // It may name a file, and a file may be called anything.
    return { exitCode: ExitCode.wrongUsage, code, message: plain(message), advice };
  }
  if (isUnreachable(thrown)) return unreachableAccount(thrown);
  if (isProblem(thrown)) return problemAccount(shell, thrown);
  if (isDomainError(thrown)) {
    return { exitCode: ExitCode.refused, code: thrown.code, message: plain(thrown.message) };
  }
  return {
    exitCode: ExitCode.refused,
    code: 'unexpected',
    message: `Something went wrong inside samband: ${thrown instanceof Error ? plain(thrown.message) : 'unknown'}.`,
    advice: 'Run it again with --debug and report what it prints.',
  };
}

function unreachableAccount({ message, address, code, advice: ofTheSdk }: NetworkUnreachable): Account {
  const isNotRunning = code === 'ECONNREFUSED';
  return {
    exitCode: ExitCode.unreachable,
    code: 'unreachable',
    message: plain(message.replace(ofTheSdk, '')),
    advice: isNotRunning ? 'Start a network with npm start, or give another address with --server.' : ofTheSdk,
    facts: { address, cause: code },
  };
}

function problemAccount(shell: Shell, problem: NetworkProblem): Account {
  const { status, code, errorCode, title, detail, requestId, validationErrors, errors, findings } = problem;
  return {
    exitCode: ExitCode.refused,
    code: code ?? `status-${status}`,
    message: `Refused: ${refusalText(problem)}`,
    details: problemDetails(shell, problem),
    advice: problemAdvice(problem),
    facts: { status, errorCode, title, detail, requestId, validationErrors, errors, findings },
  };
}

/** What the network says of a document ends with its first finding; all of them are listed below. */
function refusalText({ title, detail, findings }: NetworkProblem): string {
  const text = plain(detail ?? title);
  return findings.length > 0 ? text.replace(/\. .*$/, '') : text;
}

function problemDetails({ colours }: Shell, problem: NetworkProblem): string {
  const { findings, errorCode, requestId } = problem;
  const numbers = [errorCode ? `error ${errorCode}` : '', requestId ? `request ${plain(requestId)}` : ''].filter(
    Boolean,
  );
  return [
    findings.length > 0 ? findingList(colours, findings) : faults(problem),
    numbers.length > 0 ? colours.dim(`  (${numbers.join(', ')})`) : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** What is wrong with each field of a request; nothing that the sentence above has said. */
function faults({ errors, validationErrors, detail }: NetworkProblem): string {
  const ofFields = errors.filter(isFieldError).map((error) => {
    const field = error.pointer ?? error.parameter;
    return field ? `${field}: ${error.detail}` : error.detail;
  });
  const sentences = ofFields.length > 0 ? ofFields : validationErrors;
  const fresh = sentences.filter((sentence) => sentence !== detail);
  return fresh.map((sentence) => `  - ${plain(sentence)}`).join('\n');
}

function isFieldError(error: unknown): error is { pointer?: string; parameter?: string; detail: string } {
  return typeof error === 'object' && error !== null && 'detail' in error && typeof error.detail === 'string';
}

const ADVICE: Readonly<Record<number, string>> = {
  401: 'Check that the client file belongs to this network: a network that was made anew knows other keys.',
  403: 'Use a client that may do this: --client <name>.',
  423: 'Another client has locked this HER-id for itself.',
};

function problemAdvice({ status, code, retryAfterSeconds }: NetworkProblem): string | undefined {
  if (retryAfterSeconds !== undefined) return `Try again in ${retryAfterSeconds} s.`;
  return code === 'invalid_client' ? ADVICE[401] : ADVICE[status];
}

// By name, not `instanceof`: the SDK is loaded only by commands that call the network.
const isUnreachable = (thrown: unknown): thrown is NetworkUnreachable =>
  thrown instanceof Error && thrown.name === 'NetworkUnreachable';
const isProblem = (thrown: unknown): thrown is NetworkProblem =>
  thrown instanceof Error && thrown.name === 'NetworkProblem';
