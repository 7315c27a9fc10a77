import type { FastifyInstance } from 'fastify';

/** Which methods each path pattern takes, to tell "no such path" from "not with this method". */
export interface KnownPaths {
  /** The methods that a path takes, in alphabetical order; empty when there is no such path. */
  methodsAt(path: string): string[];
}

/** Follows the routes as they are added. Searched only when no route matched. */
export function collectKnownPaths(app: FastifyInstance): KnownPaths {
  const methodsByPattern = new Map<string, { matches: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = methodsByPattern.get(url) ?? { matches: toRegExp(url), methods: new Set() };
    for (const one of [method].flat()) known.methods.add(one);
    methodsByPattern.set(url, known);
  });
  return {
    methodsAt(path) {
      const matching = [...methodsByPattern.values()].filter(({ matches }) => matches.test(path));
      return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort((a, b) => a.localeCompare(b));
    },
  };
}

/** `/messages/:id/apprec` and `/connect/*` as expressions; a parameter is one segment. */
function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/:[^/]+/g, '[^/]+')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`);
}
