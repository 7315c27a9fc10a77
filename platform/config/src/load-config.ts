import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findClosestName } from './closest-name.ts';
import { type ConfigFault, ConfigInvalid } from './config-invalid.ts';
import type { Config } from './config-schema.ts';
import { expectationOf, parseSetting } from './parse-setting.ts';
import { fileVariableOf, listSettings, listVariables, type Setting } from './setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'SAMBAND_';

/** Read by the tests, not by the server. */
const TEST_PREFIX = 'SAMBAND_TEST_';

/**
 * The configuration that an environment gives, with defaults for what it leaves out; blank counts as left out. Paths
 * come out absolute. Throws ConfigInvalid with every fault at once, unknown `SAMBAND_` variables among them: a name
 * with a slip in it must not pass for a default.
 */
export function loadConfig(environment: Environment): Config {
  const faults = findUnknownVariables(environment);
  const config: Record<string, unknown> = {};
  for (const setting of listSettings()) {
    place(config, setting.path, readSetting(setting, environment, faults));
  }
  if (faults.length > 0) throw new ConfigInvalid(faults);
  return complete(config as unknown as Config);
}

/** What depends on more than one setting. */
function complete({ dataFolder, http, demo, identity, ebxml, ...rest }: Config): Config {
  const publicUrl = (http.publicUrl ?? `http://localhost:${http.port}`).replace(/\/+$/, '');
  // Nobody wants an invented country in a database of their own without having asked for it, nor one whose clients a
  // provider outside does not know.
  const enabled = demo.enabled ?? (rest.database.url === undefined && identity.issuer === undefined);
  // Nobody may log in as whom they like unless that was asked for: where the demonstration is, nothing is about anyone.
  const testPersons = identity.testPersons ?? enabled;
  return {
    ...{ dataFolder: resolve(dataFolder), http: { ...http, publicUrl }, demo: { ...demo, enabled } },
    ...{ identity: { ...identity, testPersons }, ebxml: completeEbxml(ebxml, enabled), ...rest },
  };
}

/** The demonstration speaks ebXML to itself, on ports of this machine that nobody else has. */
function completeEbxml({ domains, smtpPort, pop3Port, ...rest }: Config['ebxml'], isDemo: boolean): Config['ebxml'] {
  const isAlone = isDemo && domains.length === 0;
  const ports = { smtpPort: smtpPort ?? (isAlone ? 0 : undefined), pop3Port: pop3Port ?? (isAlone ? 0 : undefined) };
  const known = isAlone ? ['edi.example'] : domains;
  return {
    ...rest,
    ...(ports.smtpPort !== undefined && { smtpPort: ports.smtpPort }),
    ...(ports.pop3Port !== undefined && { pop3Port: ports.pop3Port }),
    ...{ domains: known, http: rest.http ?? known.length > 0 },
  };
}

function readSetting(setting: Setting, environment: Environment, faults: ConfigFault[]): unknown {
  const { variable, default: fallback, secret } = setting.schema;
  const text = readText(setting, environment, faults);
  if (text === undefined) return structuredClone(fallback);
  const parsed = parseSetting(setting, text);
  if (parsed !== undefined) return parsed.value;
  const problem = secret ? 'has a value that cannot be used' : `is "${text}"`;
  faults.push({ variable, problem, remedy: `give ${expectationOf(setting)}` });
  return undefined;
}

/** The text of a setting, from its variable or, for a secret, from the file that another names. */
function readText({ schema }: Setting, environment: Environment, faults: ConfigFault[]): string | undefined {
  const { variable, secret } = schema;
  const given = textOf(environment[variable]);
  const file = secret ? textOf(environment[fileVariableOf(schema)]) : undefined;
  if (file === undefined) return given;
  if (given === undefined) return readSecretFile(fileVariableOf(schema), file, faults);
  faults.push({
    variable,
    problem: `is given twice, also as ${fileVariableOf(schema)}`,
    remedy: 'keep one of them',
  });
  return undefined;
}

function readSecretFile(variable: string, file: string, faults: ConfigFault[]): string | undefined {
  try {
    const text = textOf(readFileSync(file, 'utf8'));
    if (text !== undefined) return text;
    faults.push({ variable, problem: `names the empty file ${file}`, remedy: 'write the secret into it' });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    faults.push({
      variable,
      problem: `names ${file}, which cannot be read (${reason})`,
      remedy: 'name a file that this user may read',
    });
  }
  return undefined;
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function findUnknownVariables(environment: Environment): ConfigFault[] {
  const known = listVariables();
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX) && !known.includes(name))
    .sort((one, other) => one.localeCompare(other))
    .map((variable) => ({ variable, problem: 'is not a setting', remedy: remedyFor(variable, known) }));
}

function remedyFor(variable: string, known: readonly string[]): string {
  const meant = findClosestName(variable, known);
  return meant === undefined
    ? 'remove it; docs/operations/configuration.md lists what there is'
    : `did you mean ${meant}?`;
}

/** Puts a value where it goes; a group is there also when nothing in it is given. */
function place(config: Record<string, unknown>, [first, second]: Setting['path'], value: unknown): void {
  const given = value === undefined ? {} : { [second ?? first]: value };
  if (second === undefined) Object.assign(config, given);
  else config[first] = { ...(config[first] as object | undefined), ...given };
}
