import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '@samband/db';
import { createCurrentProvider } from './current-provider.ts';
import type { ProviderOptions } from './provider.ts';
import { answerApprovals } from './sign-in/approval-form.ts';
import type { Persons } from './sign-in/person.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { answerSignIn } from './sign-in/sign-in-form.ts';
import type { SigningKeys } from './signing-keys.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The provider as its requests meet it. Read when the first of them comes: see {@link createOwnIssuer}. */
export interface ProviderDoor {
  readonly answer: Handler;
  /** The pages where a person is chosen, and where one answers what clients ask; without persons there are none. */
  readonly pages: { readonly signIn: Handler; readonly approvals: Handler } | undefined;
}

export interface ProviderDoorOptions extends Omit<ProviderOptions, 'keys' | 'signIn'> {
  readonly database: Database;
  readonly keys: SigningKeys;
  readonly secret: string;
  readonly persons?: Persons | undefined;
}

export function createProviderDoor({ keys, secret, persons, ...options }: ProviderDoorOptions): ProviderDoor {
  const signIn = persons && createSignIn(persons, options.database, secret);
  const current = createCurrentProvider(keys, { ...options, signIn });
  return {
    answer: async (request, response) => (await current()).callback()(request, response),
    pages: signIn && {
      signIn: async (request, response) => answerSignIn(await current(), signIn, request, response),
      approvals: async (request, response) => answerApprovals(await current(), signIn, request, response),
    },
  };
}
