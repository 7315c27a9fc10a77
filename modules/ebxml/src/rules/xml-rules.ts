import type { Rule } from './rule.ts';

/** HITS 1172 §5.6: the XML of the envelope. */
export const xmlRules: readonly Rule[] = [
  {
    number: 78,
    en: 'The envelope has no XML declaration.',
    nb: 'Konvolutten mangler XML-deklarasjon.',
    source: 'ebMS 2.0 §2.2.1',
    effect: 'record',
    isBroken: ({ hasXmlDeclaration }) => !hasXmlDeclaration,
  },
  {
    number: 68,
    en: 'The envelope is not in UTF-8.',
    nb: 'Konvolutten er ikke kodet som UTF-8.',
    source: 'HITS 1171 §7.2',
    effect: { warning: 'NotSupported' },
    isBroken: ({ encoding }) => encoding !== undefined && encoding !== 'UTF-8',
  },
  {
    number: null,
    name: 'not-well-formed',
    en: 'The envelope is no XML, or XML that is never read: a DOCTYPE, or past the limits.',
    nb: 'Konvolutten er ikke XML, eller XML som aldri leses: en DOCTYPE, eller over grensene.',
    source: 'HITS 1172 §5.6',
    effect: 'fault',
    isBroken: ({ read }) => read.problem?.code === 'not-xml',
  },
  {
    number: 86,
    en: 'By its namespace the envelope is not one of SOAP, and so not ebXML.',
    nb: 'Konvolutten er etter navnerommet ikke en SOAP-konvolutt, og dermed ikke ebXML.',
    source: 'ebMS 2.0 §2.2.2',
    effect: 'fault',
    isBroken: ({ read }) => read.problem?.code === 'not-soap',
  },
  {
    number: 16,
    en: 'The envelope does not follow the schema of SOAP.',
    nb: 'Konvolutten følger ikke SOAP-skjemaet.',
    source: 'XMLDSIG',
    effect: 'record',
    needs: 'schemaFaults',
    isBroken: ({ context }) => context.schemaFaults?.soap === true,
  },
  {
    number: 17,
    en: 'The envelope does not follow the schema of ebXML.',
    nb: 'Konvolutten følger ikke ebXML-skjemaet.',
    source: 'ebMS 2.0 §2.3',
    effect: 'record',
    needs: 'schemaFaults',
    isBroken: ({ context }) => context.schemaFaults?.ebxml === true,
  },
];
