const CASE = /case[ -]?(\d+)(?:([-_])(\d+))?(?:-?([a-d])(?![a-z]))?/i;

/**
 * The id of an acceptance case by the name of its file, in the one spelling that all suites share: `Case1-11a-….xml`,
 * `case 1-11a ….xml` and `Case1-11-a.xml` are `1-11a`; parts of a conversation (`Case2_1-….xml`) are `2_1`.
 */
export function caseId(fileName: string): string {
  const match = CASE.exec(fileName);
  if (match === null) throw new Error('the file name has no case number');
  const [, number = '', separator = '', step = '', letter = ''] = match;
  return number + separator + step + letter.toLowerCase();
}
