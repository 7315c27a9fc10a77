import { expect, test } from 'vitest';
import { createCatalogue } from '../catalogue.ts';
import { displayOf, findCodeSystem, listCodeSystems } from './find-code-system.ts';

test('a code system is found by its number and by its OID, and by nothing that only ends like one', () => {
  const system = findCodeSystem('2.16.578.1.12.4.1.1.8116');

  expect(system).toMatchObject({ number: '8116', isComplete: true });
  expect([findCodeSystem(8116), findCodeSystem('8116')]).toEqual([system, system]);
  expect(['1.2.3.8116', '0008116', '', '9999', 'constructor'].map(findCodeSystem)).toEqual(Array(5).fill(undefined));
});

test('a code is called in the language asked for, else in Norwegian', () => {
  expect(displayOf('2.16.578.1.12.4.1.1.3101', '2', 'nb')).toBe('Kvinne');
  expect(displayOf(3101, '2', 'en')).toBe('Female');
  expect(displayOf(7427, '200', 'en')).toBe('§5-14 §2');
  expect(displayOf(8219, 'C', 'en')).toBe('Cytological examination');
  expect([displayOf(3101, '7', 'nb'), displayOf('1.2.3', '1', 'nb')]).toEqual([undefined, undefined]);
});

test('every code system has a number once, names in both languages, and its values once', () => {
  const systems = listCodeSystems();
  expect(new Set(systems.map(({ oid }) => oid)).size).toBe(systems.length);
  for (const { number, oid, name, isComplete, values } of systems) {
    expect(oid).toBe(`2.16.578.1.12.4.1.1.${number}`);
    expect([number, name.nb.length > 1, name.en.length > 1]).toEqual([expect.stringMatching(/^\d{4}$/), true, true]);
    if (isComplete) expect(values.size, number).toBeGreaterThan(1);
    for (const [code, { nb, en }] of values)
      expect([code, nb.trim(), en?.trim()], number).toEqual([code.trim(), nb, en]);
  }
});

test('every code system that a model names is known', () => {
  const catalogue = createCatalogue();
  const missing = new Set<string>();
  for (const { name } of catalogue.heads()) {
    for (const numbers of catalogue.codeLists(name, 'and-samples').values()) {
      for (const number of numbers) if (findCodeSystem(number) === undefined) missing.add(number);
    }
  }
  expect([...missing]).toEqual([]);
});
