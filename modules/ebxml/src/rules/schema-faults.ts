import { validate } from '@samband/standards';
import type { SchemaFaults } from './rule-context.ts';

/**
 * What the schemas of SOAP and ebXML say of an envelope (rules 16 and 17). The ambiguity of the official schema is
 * mended in the model, as HITS 1171 §5.2.3.3 advises. Several times as dear as reading the envelope.
 */
export function schemaFaultsOf(soap: Uint8Array): SchemaFaults {
  const { verdict, findings } = validate(soap, { schemaOnly: true });
  if (verdict === 'valid') return { soap: false, ebxml: false };
  const errors = findings.filter(({ severity }) => severity === 'error');
  // Below the header and the body everything is ebXML's, the signature too.
  const ofEbxml = errors.filter(({ path }) => /^Envelope\/(Header|Body)\/./.test(path));
  return { soap: ofEbxml.length < errors.length, ebxml: ofEbxml.length > 0 };
}
