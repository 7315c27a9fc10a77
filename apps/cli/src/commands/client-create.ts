import { join } from 'node:path';
import { Command, Option } from 'commander';
import { commaList, herIdList, organizationNumber } from '../arguments.ts';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { writeClient } from '../local/client-file.ts';
import { findSambandFolder } from '../local/samband-folder.ts';
import { openNetwork, SCOPE } from '../open-network.ts';
import { pairs } from '../print/table.ts';
import type { Shell } from '../shell.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface CreateOptions {
  readonly name: string;
  readonly organizationNumber: string;
  readonly herIds: number[];
  readonly scopes: string[];
  readonly file?: string;
}

const USUAL_SCOPES = [SCOPE.messages, SCOPE.readParties, SCOPE.trace];

const WORDS = `The key pair is made here. The public half is registered at the network; the private one stays in the file, which only
you can read.

Scopes:
${Object.values(SCOPE)
  .map((scope) => `  ${scope}`)
  .join('\n')}`;

/** `samband client create`: a key pair here, its public half registered, a client file to use it with. */
export function clientCreateCommand(context: Context): Command {
  return new Command('create')
    .description('make a client: a key here, registered at the network')
    .requiredOption('--name <name>', 'the system, as people know it')
    .requiredOption('--organization-number <nine digits>', 'the organisation that it acts for', organizationNumber)
    .addOption(
      new Option('--her-ids <herId,…>', "the organisation's HER-ids that it is used for")
        .argParser(herIdList)
        .default([], 'none'),
    )
    .addOption(
      new Option('--scopes <scope,…>', 'what it may do')
        .argParser(commaList)
        .default(USUAL_SCOPES, 'messages, looking parties up, tracing its own messages'),
    )
    .option('--file <name>', 'name of the file in .samband/clients (default: from --name)')
    .addHelpText(
      'after',
      examples(['samband client create --name "My journal" --organization-number 999888777 --her-ids 8000042'], WORDS),
    )
    .action(handler(context, create));
}

async function create(shell: Shell, { file, ...options }: CreateOptions): Promise<ExitCode> {
  const { name, organizationNumber: number, herIds, scopes } = options;
  const fileName = checkedFileName(file ?? fileNameOf(name));
  const { network } = await openNetwork(shell, { scopes: [SCOPE.clients] });
  const { createKeyPair } = await import('@samband/sdk');
  const { privateJwk, publicJwk } = await createKeyPair();

  const wanted = { name, organizationNumber: number, scopes, publicJwks: [publicJwk] };
  const { clientId } = await network.clients.create(wanted, { signal: shell.io.signal });
  const folder = findSambandFolder(shell.io.cwd) ?? join(shell.io.cwd, '.samband');
  const content = { clientId, name, organizationNumber: number, herIds, scopes, privateJwk };
  const path = await writeClient(folder, fileName, content).catch((cause) => {
    const advice = 'Choose another with --file, and disable the client that was just made: ';
    throw new WrongUsage(`${fileName}.json cannot be written.`, `${advice}samband client disable ${clientId}`, {
      cause,
    });
  });
  shell.show({ clientId, name, organizationNumber: number, herIds, scopes, file: path }, () => {
    const facts = pairs(shell.colours, [
      ['client id', clientId],
      ['key', path],
      ['acts for', herIds.join(', ')],
      ['may', scopes.join(', ')],
    ]);
    return `${shell.colours.green('Made')}: ${name}\n${facts}\nUse it with --client ${fileName}`;
  });
  return ExitCode.done;
}

/** A plain file name from a name: Norwegian letters spelled out, the rest to hyphens. */
function fileNameOf(name: string): string {
  const spelled = name.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'o').replaceAll('å', 'a');
  return spelled.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
}

function checkedFileName(name: string): string {
  if (/^[\w-][\w.-]{0,99}$/.test(name)) return name.replace(/\.json$/, '');
  throw new WrongUsage(`"${name}" is no plain file name.`, 'Give one of letters, digits and hyphens with --file.');
}
