import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSameName, type ProcessVersion, processId } from './party-info.ts';
import type { TermsTransport } from './terms.ts';

/** What one role of a version of a process does: the national templates for profiles say so. */
export interface CatalogueRole extends ProcessVersion {
  readonly role: string;
  readonly service: string;
  readonly actions: readonly CatalogueAction[];
}

export interface CatalogueAction {
  readonly direction: 'send' | 'receive';
  readonly action: string;
  readonly packageId: string;
  readonly transports: readonly TermsTransport[];
}

/** A document that a package may hold. */
export interface PackagedDocument {
  readonly namespace: string;
  readonly version: string;
  readonly schema: string;
}

const folder = join(import.meta.dirname, '../../data');

function rowsOf(file: string): string[][] {
  const [, , ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split('\t'));
}

let roles: readonly CatalogueRole[] | undefined;
let packages: ReadonlyMap<string, PackagedDocument[]> | undefined;

/** Every role of every version of every process; read from the data when it is first asked for. */
export function catalogueRoles(): readonly CatalogueRole[] {
  roles ??= readRoles();
  return roles;
}

function readRoles(): CatalogueRole[] {
  const found = new Map<string, CatalogueRole & { actions: CatalogueAction[] }>();
  for (const [name = '', id = '', version = '', role = '', service = '', ...rest] of rowsOf('process-roles.tsv')) {
    const key = [name, id, version, role, service].join('\t');
    const entry = found.get(key) ?? { name, uuid: processId(id), version, role, service, actions: [] };
    entry.actions.push(readAction(rest));
    found.set(key, entry);
  }
  return [...found.values()];
}

function readAction([direction = '', action = '', packageId = '', transports = '']: string[]): CatalogueAction {
  return {
    direction: direction === 'send' ? 'send' : 'receive',
    action,
    packageId,
    transports: transports.split(',') as TermsTransport[],
  };
}

/** The documents of a package; none where the templates do not say. */
export function documentsIn(packageId: string): readonly PackagedDocument[] {
  packages ??= readPackages();
  return packages.get(packageId) ?? [];
}

function readPackages(): Map<string, PackagedDocument[]> {
  const found = new Map<string, PackagedDocument[]>();
  for (const [packageId = '', namespace = '', version = '', schema = ''] of rowsOf('packages.tsv')) {
    const documents = found.get(packageId) ?? [];
    documents.push({ namespace, version, schema });
    found.set(packageId, documents);
  }
  return found;
}

/** As a party names what it supports. */
export interface ProcessKey {
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}

/** Three processes of the catalogue share one id: the role tells them apart. */
export function findCatalogueRole({ uuid, version, role }: ProcessKey): CatalogueRole | undefined {
  return catalogueRoles().find(
    (each) => each.uuid === processId(uuid) && each.version === version && isSameName(each.role, role),
  );
}

/** `2.4r1` comes after `2.4` and before `2.5`; `1.10` after `1.9`. */
export function compareVersions(one: string, other: string): number {
  const numbers = (version: string) => version.split(/[^0-9]+/).map(Number);
  const [ones, others] = [numbers(one), numbers(other)];
  for (let index = 0; index < Math.max(ones.length, others.length); index += 1) {
    const difference = (ones[index] ?? 0) - (others[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
