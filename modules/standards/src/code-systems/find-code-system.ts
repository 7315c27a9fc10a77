import type { CodeSystem } from './code-system.ts';
import { LABORATORY } from './systems/laboratory.ts';
import { MESSAGE } from './systems/message.ts';
import { NURSING } from './systems/nursing.ts';
import { PARTIES } from './systems/parties.ts';
import { PRESCRIPTION } from './systems/prescription.ts';
import { TERMINOLOGIES } from './systems/terminologies.ts';

const SYSTEMS: ReadonlyMap<string, CodeSystem> = new Map(
  [...MESSAGE, ...PARTIES, ...LABORATORY, ...NURSING, ...PRESCRIPTION, ...TERMINOLOGIES].map((system) => [
    system.number,
    system,
  ]),
);

/** The national code system of an OID (`2.16.578.1.12.4.1.1.8116`) or a number (`8116`), or undefined. */
export function findCodeSystem(oidOrNumber: string | number): CodeSystem | undefined {
  const text = String(oidOrNumber);
  const system = SYSTEMS.get(text.slice(text.lastIndexOf('.') + 1));
  return system !== undefined && (text === system.oid || text === system.number) ? system : undefined;
}

/**
 * What a code is called, or undefined for a code that is not held.
 * @param system OID or number
 */
export function displayOf(system: string | number, code: string, language: 'nb' | 'en'): string | undefined {
  const value = findCodeSystem(system)?.values.get(code);
  return value === undefined || language === 'nb' ? value?.nb : (value.en ?? value.nb);
}

/** Every code system that is known, by number. */
export function listCodeSystems(): readonly CodeSystem[] {
  return [...SYSTEMS.values()].sort((one, other) => one.number.localeCompare(other.number));
}
