/** Kinds of content that show in their first bytes, and the MIME types that each may be declared as. */
interface ContentKind {
  readonly name: string;
  readonly isBegunBy: (bytes: Buffer) => boolean;
  readonly mimeTypes: RegExp;
}

const startsWith =
  (...beginnings: readonly string[]) =>
  (bytes: Buffer) =>
    beginnings.some((beginning) => bytes.subarray(0, beginning.length).equals(Buffer.from(beginning, 'latin1')));

const DICOM_AT = 128;

const KINDS: readonly ContentKind[] = [
  { name: 'PDF', isBegunBy: startsWith('%PDF-'), mimeTypes: /^application\/(x-)?pdf$/ },
  { name: 'PNG', isBegunBy: startsWith('\x89PNG\r\n\x1a\n'), mimeTypes: /^image\/(x-)?png$/ },
  { name: 'JPEG', isBegunBy: startsWith('\xff\xd8\xff'), mimeTypes: /^image\/p?jpe?g$/ },
  { name: 'GIF', isBegunBy: startsWith('GIF87a', 'GIF89a'), mimeTypes: /^image\/gif$/ },
  { name: 'TIFF', isBegunBy: startsWith('II*\0', 'MM\0*'), mimeTypes: /^image\/(x-)?tiff?$/ },
  { name: 'RTF', isBegunBy: startsWith('{\\rtf'), mimeTypes: /^(application|text)\/(x-)?(rtf|richtext)$/ },
  {
    name: 'ZIP',
    isBegunBy: startsWith('PK\x03\x04', 'PK\x05\x06'),
    mimeTypes: /^application\/((x-)?zip(-compressed)?|vnd\.(openxmlformats|oasis)\S*)$/,
  },
  { name: 'gzip', isBegunBy: startsWith('\x1f\x8b'), mimeTypes: /^application\/(x-)?gzip$/ },
  {
    name: 'DICOM',
    isBegunBy: (bytes) => bytes.toString('latin1', DICOM_AT, DICOM_AT + 4) === 'DICM',
    mimeTypes: /^application\/dicom$/,
  },
  {
    name: 'XML',
    isBegunBy: (bytes) => /^(\xef\xbb\xbf)?\s*<[?!A-Za-z]/.test(bytes.toString('latin1')),
    mimeTypes: /^(text\/(xml|html|plain)|application\/xml|\w+\/\S+\+xml)$/,
  },
];

/** How many first bytes tell the kinds apart. */
export const KIND_BYTES = DICOM_AT + 4;

export interface KindMismatch {
  /** What the content is, or undefined where it is none of the kinds that show. */
  readonly found: string | undefined;
}

/**
 * Whether content is another kind than its MIME type says, as far as its first bytes show. MIME types of other kinds are
 * not judged, unless the content is of a kind that shows.
 */
export function findKindMismatch(mimeType: string, bytes: Buffer): KindMismatch | undefined {
  const declared = mimeType.toLowerCase().split(';', 1)[0]?.trim() ?? '';
  const found = KINDS.find(({ isBegunBy }) => isBegunBy(bytes));
  if (found !== undefined) {
    return found.mimeTypes.test(declared) || declared === 'application/octet-stream'
      ? undefined
      : { found: found.name };
  }
  // XML may begin with anything that a reader passes over, and text has no mark.
  const shows = KINDS.find(({ name, mimeTypes }) => name !== 'XML' && mimeTypes.test(declared));
  return shows === undefined ? undefined : { found: undefined };
}
