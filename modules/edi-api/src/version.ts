import { ApiVersionUnknown } from './errors.ts';

/** Checks the header api-version; without it the newest is meant. Errors: ApiVersionUnknown. */
export function checkApiVersion(header: string | string[] | undefined): void {
  const asked = Array.isArray(header) ? header.join(', ') : header;
  if (asked !== undefined && asked !== '3') throw new ApiVersionUnknown(asked.slice(0, 20));
}
