// `npm run fault -- <fault> [--runs N] [--seconds N] [--seed N] [--json]`: breaks a whole network on purpose, with traffic
// in it, and holds what was promised against what is there. Exit codes: 0 nothing lost, 1 something was, 2 wrong usage.
import { parseArgs } from 'node:util';
import { type FaultReport, faults } from './faults.ts';

const usage = `Usage: npm run fault -- <fault> [--runs N] [--seconds N] [--seed N] [--json]

${Object.entries(faults)
  .map(([name, { says }]) => `  ${name.padEnd(14)} ${says}`)
  .join('\n')}

  --runs N       how many times (kill; 20 when not said)
  --seconds N    how long it lasts (the others; 60 when not said)
  --seed N       the same moments again (kill)
  --json         only the last line, for machines`;

const { values, positionals } = readArguments();
const fault = faults[positionals[0] ?? ''];

if (!fault || positionals.length !== 1) {
  console.error(positionals[0] === undefined ? usage : `There is no fault called ${positionals[0]}.\n\n${usage}`);
  process.exitCode = 2;
} else {
  const { json, ...numbers } = values;
  const say = (line: string) => void (json || console.log(line));
  const report = await fault.run(numbers, say);
  console.log(JSON.stringify(report));
  process.exitCode = isWhole(report) ? 0 : 1;
}

function readArguments() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        runs: { type: 'string', default: '20' },
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string', default: String(Date.now() % 100_000) },
        json: { type: 'boolean', default: false },
      },
    });
    const { runs, seconds, seed, json } = parsed.values;
    return {
      positionals: parsed.positionals,
      values: { runs: whole('runs', runs), seconds: whole('seconds', seconds), seed: whole('seed', seed), json },
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1 || number > 100_000) {
    throw new Error(`--${name} is a whole number from 1 to 100000, not "${text}"`);
  }
  return number;
}

function isWhole({ lost, doubled, statusWithoutProof }: FaultReport): boolean {
  return lost === 0 && doubled === 0 && statusWithoutProof === 0;
}
