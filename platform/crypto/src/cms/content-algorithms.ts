/** How a content can be encrypted: what we write, and what we read besides. */
export type ContentAlgorithm =
  | 'aes-256-cbc'
  | 'aes-192-cbc'
  | 'aes-128-cbc'
  | 'des-ede3-cbc'
  | 'aes-256-gcm'
  | 'aes-192-gcm'
  | 'aes-128-gcm';

/** The algorithms as CMS, node:crypto and their standards know them (RFC 3565, RFC 5084, RFC 3370 §5.1). */
export interface ContentAlgorithmFacts {
  readonly name: ContentAlgorithm;
  readonly oid: string;
  readonly keySizeBytes: number;
  readonly ivSizeBytes: number;
  /** GCM says by itself whether a bit was changed; CBC never does, so what is in it must be signed. */
  readonly mode: 'cbc' | 'gcm';
}

const table: readonly ContentAlgorithmFacts[] = [
  { name: 'aes-256-cbc', oid: '2.16.840.1.101.3.4.1.42', keySizeBytes: 32, ivSizeBytes: 16, mode: 'cbc' },
  { name: 'aes-192-cbc', oid: '2.16.840.1.101.3.4.1.22', keySizeBytes: 24, ivSizeBytes: 16, mode: 'cbc' },
  { name: 'aes-128-cbc', oid: '2.16.840.1.101.3.4.1.2', keySizeBytes: 16, ivSizeBytes: 16, mode: 'cbc' },
  { name: 'des-ede3-cbc', oid: '1.2.840.113549.3.7', keySizeBytes: 24, ivSizeBytes: 8, mode: 'cbc' },
  { name: 'aes-256-gcm', oid: '2.16.840.1.101.3.4.1.46', keySizeBytes: 32, ivSizeBytes: 12, mode: 'gcm' },
  { name: 'aes-192-gcm', oid: '2.16.840.1.101.3.4.1.26', keySizeBytes: 24, ivSizeBytes: 12, mode: 'gcm' },
  { name: 'aes-128-gcm', oid: '2.16.840.1.101.3.4.1.6', keySizeBytes: 16, ivSizeBytes: 12, mode: 'gcm' },
];

export const contentAlgorithms: ReadonlyMap<ContentAlgorithm, ContentAlgorithmFacts> = new Map(
  table.map((facts) => [facts.name, facts]),
);

const byOid = new Map(table.map((facts) => [facts.oid, facts]));

/** Undefined where it is none that we take. */
export function contentAlgorithmOf(oid: string): ContentAlgorithmFacts | undefined {
  return byOid.get(oid);
}
