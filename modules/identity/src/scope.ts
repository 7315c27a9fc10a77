import { DomainError } from '@samband/errors';

/** What a client may be allowed: `<audience>/<scope>` by HelseID's custom. */
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
  /** Our APIs: what the tokens for these scopes are for. */
  readonly audiences: ReadonlySet<string>;
  /** Throws {@link ScopeUnknown}. */
  check(scopes: readonly string[]): void;
}

/** RFC 6749 §3.3: printable ASCII without space, quote and backslash. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

/** The API that a scope belongs to: what stands before its first slash, `nhn:msh` of `nhn:msh/api`. */
export function audienceOf(scope: string): string {
  const end = scope.indexOf('/');
  return end === -1 ? scope : scope.slice(0, end);
}

/** The APIs that these scopes belong to, each once, in the order of the scopes. */
export function audiencesOf(scopes: readonly string[]): string[] {
  return [...new Set(scopes.map(audienceOf))];
}

export function createScopeCatalogue(scopes: readonly Scope[]): ScopeCatalogue {
  const names = scopes.map(({ name }) => name);
  const wrong = names.find((name) => !isScopeOfAudience(name));
  if (wrong !== undefined) throw new TypeError(`not a scope of the form <audience>/<scope>: ${wrong}`);
  const known = new Set(names);
  return {
    names,
    audiences: new Set(audiencesOf(names)),
    check(wanted) {
      if (!wanted.every((scope) => known.has(scope))) throw new ScopeUnknown(names);
    },
  };
}

/** The audience must be an absolute URI, since clients may name it as `resource` (RFC 8707 §2). */
function isScopeOfAudience(name: string): boolean {
  return scopeToken.test(name) && audienceOf(name) !== name && URL.canParse(audienceOf(name));
}

/** With this a client looks after itself; a multi-tenant client then speaks for nobody but its vendor. */
export const selfServiceScope = 'nhn:selvbetjening/client';
