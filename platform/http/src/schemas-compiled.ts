/** When the schemas of routes become code: all before the server listens, or each when its first call comes. */
export type SchemasCompiled = 'at-start' | 'when-needed';
