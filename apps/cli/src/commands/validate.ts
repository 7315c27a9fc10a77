import type { ValidationReport } from '@samband/standards';
import { Command, Option } from 'commander';
import { type Context, examples, handler } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { findDocuments } from '../find-documents.ts';
import type { Language } from '../print/findings.ts';
import { createProgress } from '../print/progress.ts';
import { validationText } from '../print/validation-report.ts';
import { readInput } from '../read-input.ts';
import type { Shell } from '../shell.ts';

interface ValidateOptions {
  readonly schemaOnly?: boolean;
  readonly language: Language;
}

const WORDS = `A folder is searched for *.xml, with its subfolders; - reads standard input. Each finding says where, what, and how to mend
it. Exit code 0 when every document is valid (warnings do not count), 1 when one is not, 2 when a file cannot be read.`;

/** `samband validate`: checks documents here, without the network. */
export function validateCommand(context: Context): Command {
  return new Command('validate')
    .description('check documents against the national standards, without the network')
    .argument('<path...>', 'files, folders, or - for standard input')
    .option('--schema-only', 'check the structure only, as the official schemas do')
    .addOption(new Option('--language <nb|en>', 'the language of the findings').choices(['nb', 'en']).default('en'))
    .addHelpText('after', examples(['samband validate letter.xml', 'samband validate messages/ --json'], WORDS))
    .action(handler(context, validateAll));
}

async function validateAll(shell: Shell, paths: string[], options: ValidateOptions): Promise<ExitCode> {
  const { language, schemaOnly = false } = options;
  const files = await findDocuments(shell.io, paths);
  const { validate } = await import('@samband/standards');
  const progress = createProgress(shell.io.stderr, files.length);
  const counts = { valid: 0, invalid: 0, errors: 0, warnings: 0 };
  for (const [index, file] of files.entries()) {
    shell.io.signal.throwIfAborted();
    const report = validate(await readInput(shell.io, file), { schemaOnly });
    count(counts, report);
    progress.clear();
    shell.show(verdictRecord(file, report), () =>
      validationText(shell.colours, { file, report, language, isAlone: files.length === 1 }),
    );
    progress.at(index + 1);
  }
  progress.clear();
  if (files.length > 1) shell.say(summary(files.length, counts));
  return counts.invalid === 0 ? ExitCode.done : ExitCode.refused;
}

interface Counts {
  valid: number;
  invalid: number;
  errors: number;
  warnings: number;
}

function count(counts: Counts, { verdict, findings }: ValidationReport): void {
  counts[verdict === 'valid' ? 'valid' : 'invalid'] += 1;
  for (const { severity } of findings) counts[severity === 'error' ? 'errors' : 'warnings'] += 1;
}

function summary(total: number, { valid, invalid, errors, warnings }: Counts): string {
  return `\n${total} documents: ${valid} valid, ${invalid} not. ${errors} errors, ${warnings} warnings.`;
}

function verdictRecord(file: string, report: ValidationReport) {
  const { verdict, documentType, version, namespace, header, findings } = report;
  const { messageType, messageId } = header ?? {};
  return { file, verdict, documentType, version, namespace, messageType, messageId, findings };
}
