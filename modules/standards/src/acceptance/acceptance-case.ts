import type { Subject } from './subjects.ts';

/**
 * What a case gives, and what says so:
 * - `valid`
 * - `T01 xml`: not well-formed, and the code that the receipt would have
 * - `T02 schema`: invalid; `E10 …`: valid by the schema, and breaks a rule of severity error
 * - `told …`: valid, with a warning of that rule which the good case of the suite does not have
 * - `untold`: the criterion asks for a report and there is none; UNTOLD_BECAUSE says why
 */
export type Outcome = 'valid' | 'untold' | `${'T01' | 'T02' | 'E10' | 'told'} ${string}`;

/** Number of the criterion in its test (none for the ordinary cases, which many share), subject, outcome of each case. */
export type CaseGroup = readonly [
  criterion: number | undefined,
  subject: Subject,
  outcomes: Readonly<Record<string, Outcome>>,
];

export interface Suite {
  readonly name: string;
  /** Under `test_unzipped/`. */
  readonly folder: string;
  readonly groups: readonly CaseGroup[];
}
