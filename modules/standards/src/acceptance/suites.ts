import type { Suite } from './acceptance-case.ts';
import { LABORATORY_SUITES } from './laboratory-cases.ts';
import { LETTER_SUITES } from './letter-cases.ts';
import { NURSING_SUITES } from './nursing-cases.ts';
import type { Subject } from './subjects.ts';

/** Every case file of the official acceptance tests, by suite and criterion. */
export const SUITES: readonly Suite[] = [...LETTER_SUITES, ...LABORATORY_SUITES, ...NURSING_SUITES];

/** Why nothing is told of the cases that are `untold`, by what they are about. */
export const UNTOLD_BECAUSE: Partial<Record<Subject, string>> = {
  patient: 'MsgHead lets a message be about nobody; that it is, is in the header (`patientPresent`)',
  sender: 'the number of the institution is wrong in the good case too, and that is told of both',
  writer: 'the party is a unit, and since service-based addressing (HIS 1153:2016) no person need be named',
  referrer: 'the party is a unit, and since service-based addressing (HIS 1153:2016) no person need be named',
  eventTime: 'the standard lets the element be left out; an empty one is T02',
  content: 'the schema cannot say which kind of component belongs to which category; not checked',
  codes: 'V and S are optional in the data types of the standard; a code that is there is checked',
  structure: 'links between the components of a record extract are not followed',
};
