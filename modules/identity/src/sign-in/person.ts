/** A person who can log in, as an identity provider vouches for them. */
export interface Person {
  /** `sub`: says nothing of who it is. */
  readonly subject: string;
  /** National identity number; in sealed records and in tokens for those who ask for it, never in a log or URL. */
  readonly nationalId: string;
  readonly givenName: string;
  readonly middleName?: string;
  readonly familyName: string;
  readonly hprNumber?: string;
}

/** Those who can log in here. */
export interface Persons {
  /** What stands as `idp` in tokens. */
  readonly name: string;
  list(): readonly Person[];
  find(subject: string): Person | undefined;
  /** By what a client may know: the HPR number or the national identity number. */
  findByNumber(number: string): Person | undefined;
  /** The same person under another name for each client, so that clients cannot compare. */
  pseudonym(person: Person, clientId: string): string;
}

export function fullName({ givenName, middleName, familyName }: Person): string {
  return [givenName, middleName, familyName].filter(Boolean).join(' ');
}
