import { DomainError } from '@samband/errors';

/** What a client may be allowed; `<audience>/<scope>` by HelseID's custom. */
export interface Scope {
  readonly name: string;
  readonly description: string;
}

export class ScopeUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'scope-unknown';
  constructor(known: readonly string[]) {
    super(`A scope is not known here; known are ${known.join(', ')}`, { known });
  }
}

/** All scopes there are: those of our APIs, handed in where they are put together. */
export interface ScopeCatalogue {
  readonly names: readonly string[];
  /** Throws {@link ScopeUnknown}. */
  check(scopes: readonly string[]): void;
}

/** RFC 6749 §3.3: printable ASCII without space, quote and backslash. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

export function createScopeCatalogue(scopes: readonly Scope[]): ScopeCatalogue {
  const names = scopes.map(({ name }) => name);
  const wrong = names.find((name) => !scopeToken.test(name));
  if (wrong !== undefined) throw new TypeError(`not a scope: ${wrong}`);
  const known = new Set(names);
  return {
    names,
    check(wanted) {
      if (!wanted.every((scope) => known.has(scope))) throw new ScopeUnknown(names);
    },
  };
}
