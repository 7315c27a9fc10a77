import type { Person, Persons } from './person.ts';
import { fullName } from './person.ts';

const identity = 'helseid://claims/identity';

/** The scopes that ask for claims of the person, as HelseID names them, and what each gives. */
export const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'middle_name', 'family_name'],
  'helseid://scopes/identity/pid': [`${identity}/pid`],
  'helseid://scopes/identity/pid_pseudonym': [`${identity}/pid_pseudonym`],
  'helseid://scopes/identity/security_level': [`${identity}/security_level`],
  'helseid://scopes/identity/assurance_level': [`${identity}/assurance_level`],
  'helseid://scopes/hpr/hpr_number': ['helseid://claims/hpr/hpr_number'],
};

/** Every scope that is about the person who logs in; the others belong to APIs. */
export const personScopes: ReadonlySet<string> = new Set([...Object.keys(claimsOfScope), 'offline_access']);

/** What the scopes give of the person: never more than was asked for. */
export function claimsFor(
  person: Person,
  scopes: ReadonlySet<string>,
  { persons, clientId }: { persons: Persons; clientId: string },
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    sub: person.subject,
    name: fullName(person),
    given_name: person.givenName,
    middle_name: person.middleName,
    family_name: person.familyName,
    [`${identity}/pid`]: person.nationalId,
    [`${identity}/pid_pseudonym`]: persons.pseudonym(person, clientId),
    // Level 4 and high by the rules of electronic identity in Norway; a test person plays one who logged in so.
    [`${identity}/security_level`]: '4',
    [`${identity}/assurance_level`]: 'high',
    'helseid://claims/hpr/hpr_number': person.hprNumber,
  };
  const names = [...scopes].flatMap((scope) => claimsOfScope[scope] ?? []);
  return Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}
