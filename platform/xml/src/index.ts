/**
 * The safe XML reader. CONTRACT (to be filled in by the files beside it):
 *
 * withDocument<T>(bytes: Uint8Array, use: (document: XmlDocument) => T, limits?: XmlLimits): T
 *   limits first, DOCTYPE refused, encodings allow-listed, always disposed. Throws XmlRefused or XmlNotWellFormed.
 * compileXPath(expression: string, namespaces: Record<string,string>): XmlXPath
 * canonicalize(node | document, options): Uint8Array
 * sniff(bytes, ...): XmlSniff — root local name, namespace, encoding, and text/attributes of asked-for paths, without building a tree
 * compileSchema({ root, files }): XmlSchema with validate(document): XmlSchemaFinding[] { message, line, path (readable names), raw }
 */
export {};
