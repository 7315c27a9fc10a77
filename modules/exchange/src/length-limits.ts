import type { DocumentHeader, Finding } from '@samband/standards';

/**
 * How long the values are that we find messages by. The schemas set no limit, an index of PostgreSQL does; a value that
 * is cut would match another one. Ids are UUIDs or nearly so, types are codes of 8279.
 */
const idMaxCharacters = 256;
const typeMaxCharacters = 100;
const timeMaxCharacters = 64;

/** What is too long in a header to be kept whole; empty for every document of a real system. */
export function findTooLong({ messageId, messageType, generatedAt, conversation }: DocumentHeader): Finding[] {
  const values: readonly [element: string, value: string | undefined, max: number][] = [
    ['MsgId', messageId, idMaxCharacters],
    ['Type', messageType, typeMaxCharacters],
    ['GenDate', generatedAt.text, timeMaxCharacters],
    ['RefToParent', conversation?.refToParent, idMaxCharacters],
    ['RefToConversation', conversation?.refToConversation, idMaxCharacters],
  ];
  return values.flatMap(([element, value, max]) =>
    value !== undefined && charactersOf(value) > max ? [tooLong(element, max)] : [],
  );
}

function tooLong(element: string, max: number): Finding {
  return {
    rule: 'too-long',
    severity: 'error',
    path: element,
    message: `${element} is longer than ${max} characters, the most that can be kept and searched for`,
    nb: { message: `${element} er lengre enn ${max} tegn, som er det meste som kan lagres og søkes etter` },
  };
}

/** As PostgreSQL counts: a character outside the basic plane is one. */
function charactersOf(text: string): number {
  return text.length <= 100_000 ? [...text].length : text.length;
}
