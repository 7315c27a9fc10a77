/** What one document may hold at most. Every number is checked before libxml2 sees the document. */
export interface XmlLimits {
  /** Size of the whole document as it came. */
  readonly sizeMaxBytes: number;
  /** The same for a document in UTF-16, which is turned into UTF-8 before anything else is known about it. */
  readonly utf16SizeMaxBytes: number;
  /** Elements inside elements. libxml2's own limit is 256, or 2048 in the mode for large texts. */
  readonly depthMax: number;
  /** Elements, comments, processing instructions and CDATA sections together; each costs about 75 bytes of memory. */
  readonly nodeCountMax: number;
  /** Attributes and namespace declarations in the whole document. */
  readonly attributeCountMax: number;
  /** Attributes and namespace declarations on one element. */
  readonly attributesPerElementMax: number;
  /** Namespace declarations on an element and those it stands in, together. */
  readonly namespacesInScopeMax: number;
  readonly attributeSizeMaxBytes: number;
  /** One start tag, with its attributes and the white space between them. */
  readonly tagSizeMaxBytes: number;
  /** One element, attribute or processing-instruction name. */
  readonly nameSizeMaxBytes: number;
  /** One comment or processing instruction. */
  readonly commentSizeMaxBytes: number;
}

/**
 * National messages are at most about 35 MB with attachments in base64, nest below 40, and have fewer than 20 attributes
 * on an element; the limits stand a good way above that and a good way below what harms.
 */
export const defaultXmlLimits: XmlLimits = {
  sizeMaxBytes: 50 * 1024 * 1024,
  utf16SizeMaxBytes: 5 * 1024 * 1024,
  depthMax: 256,
  nodeCountMax: 500_000,
  attributeCountMax: 500_000,
  attributesPerElementMax: 256,
  namespacesInScopeMax: 1_000,
  attributeSizeMaxBytes: 1024 * 1024,
  tagSizeMaxBytes: 4 * 1024 * 1024,
  nameSizeMaxBytes: 1_000,
  commentSizeMaxBytes: 1024 * 1024,
};
