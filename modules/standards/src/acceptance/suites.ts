import type { Suite } from './acceptance-case.ts';
import { LABORATORY_SUITES } from './laboratory-cases.ts';
import { LETTER_SUITES } from './letter-cases.ts';
import { NURSING_SUITES } from './nursing-cases.ts';
import type { Subject } from './subjects.ts';

/** Every case file of the official acceptance tests, by suite and criterion. */
export const SUITES: readonly Suite[] = [...LETTER_SUITES, ...LABORATORY_SUITES, ...NURSING_SUITES];

const PERSON_LEFT_OUT =
  'the person is left out whole, and the unit stands alone as the standard lets it (HIS 1153-2:2016 AD2.14): nothing in the document says that a person is missing';

/** Why nothing is told of the cases that are `untold`, by what they are about. */
export const UNTOLD_BECAUSE: Partial<Record<Subject, string>> = {
  writer: PERSON_LEFT_OUT,
  referrer: PERSON_LEFT_OUT,
  eventTime:
    'CollectedDate is left out whole, as the standard lets it be (0..1), and not every examination has a sample: the document cannot say that a time is missing; an empty one is T02',
  content: 'the case file is byte for byte the good case, so that it holds nothing to report',
};
