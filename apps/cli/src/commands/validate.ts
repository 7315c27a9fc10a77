import type { ValidationReport } from '@samband/standards';
import { Command } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { findDocuments } from '../find-documents.ts';
import { findingList } from '../print/findings.ts';
import { plain } from '../print/plain.ts';
import { readInput } from '../read-input.ts';
import type { Shell } from '../shell.ts';

interface ValidateOptions {
  readonly schemaOnly?: boolean;
}

const WORDS = `A folder is searched for *.xml, with its subfolders; - reads standard input. Exit code 0 when every document is valid,
1 when one is not, 2 when a file cannot be read.`;

/** `samband validate`: checks documents here, without the network. */
export function validateCommand(context: Context): Command {
  return new Command('validate')
    .description('check documents against the national standards, without the network')
    .argument('<path...>', 'files, folders, or - for standard input')
    .option('--schema-only', 'check the structure only')
    .addHelpText('after', examples(['samband validate letter.xml', 'samband validate messages/ --json'], WORDS))
    .action(handler(context, validateAll));
}

async function validateAll(shell: Shell, paths: string[], options: ValidateOptions): Promise<ExitCode> {
  const files = await findDocuments(shell.io, paths);
  const { validate } = await import('@samband/standards');
  const counts = { valid: 0, invalid: 0 };
  for (const file of files) {
    shell.io.signal.throwIfAborted();
    const report = validate(await readInput(shell.io, file), { schemaOnly: options.schemaOnly === true });
    counts[report.verdict === 'valid' ? 'valid' : 'invalid'] += 1;
    shell.show(verdictRecord(file, report), () => verdictText(shell, file, report));
  }
  if (files.length > 1) shell.say(`\n${files.length} documents: ${counts.valid} valid, ${counts.invalid} not.`);
  return counts.invalid === 0 ? ExitCode.done : ExitCode.refused;
}

function verdictRecord(file: string, report: ValidationReport) {
  const { verdict, documentType, version, namespace, header, findings } = report;
  const { messageType, messageId } = header ?? {};
  return { file, verdict, documentType, version, namespace, messageType, messageId, findings };
}

function verdictText(
  { colours }: Shell,
  file: string,
  { verdict, documentType, version, namespace, findings }: ValidationReport,
): string {
  const what = documentType ? `${documentType} ${version ?? ''}` : (namespace ?? 'unknown kind');
  const word = verdict === 'valid' ? colours.green(verdict) : colours.red(verdict.replaceAll('-', ' '));
  const list = findings.length > 0 ? `\n${findingList(colours, findings)}` : '';
  return `${word}  ${plain(file)}  ${colours.dim(plain(what))}${list}`;
}
