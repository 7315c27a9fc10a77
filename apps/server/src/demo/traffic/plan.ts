import { pick, seededRandom, shuffled } from '../../seeded-random.ts';
import { colleagueOf, type DemoParty, type LetterKind, type Route, routesOf } from './routes.ts';

/** What becomes of a letter: most are approved, and the rest is what real traffic has too. */
export type Course =
  | 'approved'
  | 'copied'
  | 'duplicate'
  | 'late-answer'
  | 'silent-receiver'
  | 'moved-patient'
  | 'unknown-receiver'
  | 'broken-document';

export interface PlannedLetter extends Route {
  readonly kind: LetterKind;
  readonly course: Course;
  readonly copyTo: DemoParty | undefined;
  /** Which of the texts it says, counted on and on. */
  readonly variant: number;
}

type Card = readonly [kind: LetterKind, course: Course];

const cards = (count: number, kind: LetterKind): Card[] => Array.from({ length: count }, () => [kind, 'approved']);

/** So many letters hold each kind and each course, in its share: two minutes at the usual rate. */
const deck: readonly Card[] = [
  ...cards(4, 'discharge-letter'),
  ...cards(4, 'laboratory-answer'),
  ...cards(3, 'referral'),
  ...cards(3, 'dialog'),
  ...cards(2, 'nursing-report'),
  ['dialog', 'copied'],
  ['dialog', 'copied'],
  ['referral', 'duplicate'],
  ['discharge-letter', 'late-answer'],
  ['laboratory-answer', 'silent-receiver'],
  ['discharge-letter', 'moved-patient'],
  ['discharge-letter', 'unknown-receiver'],
  ['referral', 'broken-document'],
];

export const lettersInARound = deck.length;

/** The letter at this step. The same seed gives the same letters; each round of them has every course. */
export function planLetter(seed: number, step: number): PlannedLetter {
  const round = Math.floor(step / lettersInARound);
  const card = shuffled(deck, seededRandom(seed + round))[step % lettersInARound];
  if (!card) throw new RangeError(`step ${step} is not a whole number from 0`);
  const [kind, course] = card;
  const random = seededRandom(seed ^ Math.imul(step + 1, 0x9e3779b1));
  const { from, to } = pick(routesOf(kind).filter(fits(course)), random);
  return {
    kind,
    course,
    from,
    to: course === 'unknown-receiver' ? mistyped(to) : to,
    copyTo: course === 'copied' ? colleagueOf(from) : undefined,
    variant: step,
  };
}

/** What goes right without the network's word at once: who sends by mail has no answer to the sending itself. */
const coursesByMail: readonly Course[] = ['approved', 'silent-receiver'];

/** Silent and late receivers get what is meant for them, and no other letter. */
function fits(course: Course): (route: Route) => boolean {
  return ({ from, to: { organization } }) => {
    if (from.organization.isByMail && !coursesByMail.includes(course)) return false;
    if (course === 'silent-receiver') return organization.journal === undefined;
    if (course === 'late-answer') return organization.answersAfterMs !== undefined;
    return organization.journal !== undefined && organization.answersAfterMs === undefined;
  };
}

/** Of the HER-ids in an office's ten, the country uses the first two only. */
function mistyped({ organization, unit }: DemoParty): DemoParty {
  return { organization, unit: { ...unit, herId: unit.herId + 5 } };
}
