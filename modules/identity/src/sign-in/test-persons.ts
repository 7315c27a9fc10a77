import { createHmac } from 'node:crypto';
import { deriveKey } from '../secret-box.ts';
import type { Person, Persons } from './person.ts';

/** Invented, all of them; synthetic numbers have 80 added to the month. */
const invented: readonly Omit<Person, 'subject'>[] = [
  { nationalId: '14827531260', givenName: 'Signe', familyName: 'Testlege', hprNumber: '900000101' },
  { nationalId: '03896841016', givenName: 'Tor', middleName: 'Øde', familyName: 'Prøvesen', hprNumber: '900000128' },
  { nationalId: '22977121063', givenName: 'Åse', familyName: 'Syntetisk', hprNumber: '900000136' },
  { nationalId: '09828531031', givenName: 'Mattis', familyName: 'Oppdiktet' },
  { nationalId: '17915941044', givenName: 'Eldbjørg', middleName: 'Mo', familyName: 'Øvingsdal' },
];

/** A handful of persons that anybody may be: for demonstrations and tests, where nothing is about anyone. */
export function createTestPersons(secret: string): Persons {
  const key = deriveKey(secret, 'subject');
  const name = (what: string) => createHmac('sha256', key).update(what).digest('base64url');
  const persons = new Map(
    invented.map((person) => {
      const subject = name(`subject ${person.nationalId}`);
      return [subject, { ...person, subject }];
    }),
  );
  return {
    name: 'test-persons',
    list: () => [...persons.values()],
    find: (subject) => persons.get(subject),
    findByNumber: (number) => [...persons.values()].find((one) => [one.hprNumber, one.nationalId].includes(number)),
    pseudonym: ({ nationalId }, clientId) => name(`pseudonym ${clientId} ${nationalId}`),
  };
}
