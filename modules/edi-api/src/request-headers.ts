import { Type } from 'typebox';
import { ApiVersionUnknown } from './errors.ts';

/** Headers of every call. Both may be left out: the newest version is meant, and nobody says which system calls. */
export const EdiHeaders = Type.Object({
  'api-version': Type.Optional(Type.String({ description: 'The version of this API: 3', examples: ['3'] })),
  'nhn-source-system': Type.Optional(
    Type.String({
      minLength: 3,
      maxLength: 512,
      description: 'The calling system and its version, for whoever must find it',
      examples: ['Journal Nord, v4.2'],
    }),
  ),
});

/** Checks the header api-version; without it the newest is meant. Errors: ApiVersionUnknown. */
export function checkApiVersion(header: string | string[] | undefined): void {
  const asked = Array.isArray(header) ? header.join(', ') : header;
  if (asked !== undefined && asked !== '3') throw new ApiVersionUnknown(asked.slice(0, 20));
}
