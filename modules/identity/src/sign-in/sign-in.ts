import type { Database } from '@samband/db';
import type { Adapter } from 'oidc-provider';
import { deriveKey } from '../secret-box.ts';
import type { Persons } from './person.ts';
import { type AskedRecord, createProviderRecords, findAsked } from './provider-records.ts';

/** What the provider needs for persons to log in. */
export interface SignIn {
  readonly persons: Persons;
  readonly records: (model: string) => Adapter;
  /** What clients asked of a person behind their back and has no answer. */
  readonly asked: (subject: string) => Promise<AskedRecord[]>;
  /** Signs the cookies. */
  readonly cookieKey: string;
  /** Makes what a form must bring back. */
  readonly formKey: Buffer;
}

/** The same on every node, with the same secret. */
export function createSignIn(persons: Persons, database: Database, secret: string): SignIn {
  const recordKey = deriveKey(secret, 'provider-record');
  return {
    persons,
    records: createProviderRecords(database, recordKey),
    asked: (subject) => findAsked(database, recordKey, subject),
    cookieKey: deriveKey(secret, 'cookie').toString('base64url'),
    formKey: deriveKey(secret, 'form'),
  };
}
