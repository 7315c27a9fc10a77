import type { Database } from '@samband/db';
import { prepared } from './prepared.ts';

/** Which standard a document follows: of the models that we have, so there are a few hundred at most. */
export interface DocumentKind {
  readonly documentType: string;
  readonly namespace: string;
  readonly version: string;
}

export interface DocumentKinds {
  /** The number of a kind; it gets one when it is new. Errors: DatabaseUnavailable. */
  readonly idOf: (kind: DocumentKind) => Promise<number>;
  /** The kind with a number that `idOf` has given. */
  readonly kindOf: (id: number) => DocumentKind | undefined;
}

const selectId = prepared<{ id: number }>(
  'document-kind',
  'select id from exchange.document_kind where document_type = $1 and namespace = $2 and version = $3',
);

const insertKind = prepared(
  'document-kind-new',
  `insert into exchange.document_kind (document_type, namespace, version) values ($1, $2, $3) on conflict do nothing`,
);

/** Numbers of document kinds, each asked for once: they never change. */
export function createDocumentKinds(database: Database): DocumentKinds {
  const known = new Map<string, number>();
  const kinds = new Map<number, DocumentKind>();

  async function learn({ documentType, namespace, version }: DocumentKind): Promise<number> {
    const texts = [documentType, namespace, version];
    const [found] = await selectId(database, ...texts);
    if (found) return found.id;
    await insertKind(database, ...texts);
    const [made] = await selectId(database, ...texts);
    if (!made) throw new Error(`no number for the document kind ${texts.join(' ')}`);
    return made.id;
  }

  return {
    async idOf(kind) {
      const key = `${kind.documentType}\n${kind.namespace}\n${kind.version}`;
      const id = known.get(key) ?? (await learn(kind));
      known.set(key, id);
      kinds.set(id, kind);
      return id;
    },
    kindOf: (id) => kinds.get(id),
  };
}
