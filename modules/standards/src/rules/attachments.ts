import { quote } from '../finding/mask.ts';
import type { OutlineElement } from '../outline/outline-element.ts';
import { type Base64Facts, firstBytes, inspectBase64 } from './base64.ts';
import { findKindMismatch, KIND_BYTES } from './content-kind.ts';
import type { RefDocPlace } from './ref-docs.ts';
import type { Rule, RuleScope } from './rule.ts';
import type { RuleInput } from './rule-input.ts';

/** 8114. */
const ATTACHMENT = 'A';
const REFERENCE = 'REF';

/** 4702. */
const MAIN = 'H';

const MEGABYTE = 1024 * 1024;
const ONE_SIZE_MAX_BYTES = MEGABYTE;
/** HIS 1036:2011: the user is warned where an envelope passes 10 MB; base64 takes a third more than the content. */
const TOTAL_SIZE_MAX_BYTES = 7.5 * MEGABYTE;

const WITH_DOCUMENTS: readonly RuleScope[] = ['msghead', 'hcp'];

/** Documents and attachments (HIS 1036:2011; HIS 80601:2006, Document and RefDoc). */
export const ATTACHMENT_RULES: readonly Rule[] = [
  {
    id: 'attachment-base64',
    source: 'XML Schema 1.0 part 2 §3.2.16; HIS 1036:2011 §4.2',
    severity: 'error',
    appRecCode: 'T02',
    appliesTo: WITH_DOCUMENTS,
    text: {
      en: 'Base64Container is not base64: it holds other characters, or stops in the middle of a group',
      nb: 'Base64Container er ikke base64: det har andre tegn, eller slutter midt i en gruppe',
    },
    fix: {
      en: 'Encode the whole file with the standard alphabet (A–Z, a–z, 0–9, +, /), padded with = to a multiple of four. Not the URL alphabet with - and _.',
      nb: 'Kod hele filen med standardalfabetet (A–Z, a–z, 0–9, +, /), fylt ut med = til et antall delelig med fire. Ikke URL-alfabetet med - og _.',
    },
    *violations(input) {
      for (const { container } of containersOf(input)) {
        if (!factsOf(container).isStrict) yield { at: container };
      }
    },
  },
  {
    id: 'attachment-empty',
    source: 'HIS 1036:2011 §4.2',
    severity: 'warning',
    appliesTo: WITH_DOCUMENTS,
    text: { en: 'The attachment is empty', nb: 'Vedlegget er tomt' },
    fix: {
      en: 'Put the file into Base64Container, or leave the RefDoc out.',
      nb: 'Legg filen i Base64Container, eller utelat RefDoc.',
    },
    *violations(input) {
      for (const { container } of containersOf(input)) {
        if (container.rawContent().trim() === '') yield { at: container };
      }
    },
  },
  {
    id: 'attachment-content-missing',
    source: 'HIS 1036:2011 §4.2; HIS 80601:2006 RefDoc',
    severity: 'warning',
    appliesTo: WITH_DOCUMENTS,
    text: {
      en: 'RefDoc is of type {type}, and has neither Content nor FileReference',
      nb: 'RefDoc har typen {type}, men verken Content eller FileReference',
    },
    fix: {
      en: 'An attachment (A) has its file in Content/Base64Container, a reference (REF) its address in FileReference.',
      nb: 'Et vedlegg (A) har filen i Content/Base64Container, en referanse (REF) har adressen i FileReference.',
    },
    *violations({ head }) {
      for (const { refDoc, type } of head?.refDocs ?? []) {
        if ([ATTACHMENT, REFERENCE].includes(type) && pointsAtNothing(refDoc)) yield { at: refDoc, words: { type } };
      }
    },
  },
  {
    id: 'attachment-mime-missing',
    source: 'HIS 1036:2011 §4.2 RefDoc/MimeType',
    severity: 'warning',
    appliesTo: WITH_DOCUMENTS,
    text: {
      en: 'The attachment does not say what kind of file it is (MimeType)',
      nb: 'Vedlegget sier ikke hva slags fil det er (MimeType)',
    },
    fix: {
      en: 'Write MimeType, as in application/pdf or image/jpeg.',
      nb: 'Skriv MimeType, som i application/pdf eller image/jpeg.',
    },
    *violations(input) {
      for (const { refDoc } of containersOf(input)) {
        if (!refDoc.child('MimeType')?.text()) yield { at: refDoc };
      }
    },
  },
  {
    id: 'attachment-mime-differs',
    source: 'HIS 1036:2011 §4.2 RefDoc/MimeType',
    severity: 'warning',
    appliesTo: WITH_DOCUMENTS,
    text: {
      en: 'MimeType is {value}, but the content is {found}',
      nb: 'MimeType er {value}, men innholdet er {found}',
    },
    fix: {
      en: 'Write the type that the file has: the receiver opens it with the program for that type.',
      nb: 'Skriv typen filen har: mottaker åpner den med programmet for den typen.',
    },
    *violations(input) {
      for (const { refDoc, container } of containersOf(input)) {
        const mimeType = refDoc.child('MimeType');
        if (mimeType === undefined || refDoc.child('Compression')?.attribute('V')) continue;
        const bytes = firstBytes(container.rawContent().trimStart(), KIND_BYTES);
        const mismatch = bytes.length === 0 ? undefined : findKindMismatch(mimeType.text(), bytes);
        if (mismatch === undefined) continue;
        const found = mismatch.found ?? { en: 'something else', nb: 'noe annet' };
        yield { at: mimeType, words: { value: quote(mimeType.text()), found } };
      }
    },
  },
  {
    id: 'attachment-size',
    source: 'HIS 1036:2011 (file sizes by agreement)',
    severity: 'warning',
    appliesTo: WITH_DOCUMENTS,
    text: {
      en: 'The attachment is {size} MB; ordinary messages are below 1 MB',
      nb: 'Vedlegget er {size} MB; vanlige meldinger er under 1 MB',
    },
    fix: {
      en: 'Check that the receiver takes attachments of this size, or make the file smaller.',
      nb: 'Sjekk at mottaker tar vedlegg av denne størrelsen, eller gjør filen mindre.',
    },
    *violations({ head }) {
      for (const { container, sizeBytes } of sizesOf(head?.refDocs ?? [])) {
        if (sizeBytes > ONE_SIZE_MAX_BYTES) yield { at: container, words: { size: megabytes(sizeBytes) } };
      }
    },
  },
  {
    id: 'attachments-total-size',
    source: 'HIS 1036:2011 (envelope of 10 MB)',
    severity: 'warning',
    appliesTo: WITH_DOCUMENTS,
    text: {
      en: 'The attachments are {size} MB together; many receivers take envelopes of at most 10 MB',
      nb: 'Vedleggene er {size} MB til sammen; mange mottakere tar konvolutter på høyst 10 MB',
    },
    fix: {
      en: 'Send fewer or smaller files, or several messages.',
      nb: 'Send færre eller mindre filer, eller flere meldinger.',
    },
    *violations({ head }) {
      const total = [...sizesOf(head?.refDocs ?? [])].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (head && total > TOTAL_SIZE_MAX_BYTES) yield { at: head.parts.message, words: { size: megabytes(total) } };
    },
  },
  {
    id: 'main-document',
    source: 'HIS 80601:2006 Document/DocumentConnection (4702: one and only one main document)',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: '{count} of the documents say that they are the main document (DocumentConnection H)',
      nb: '{count} av dokumentene sier at de er hoveddokument (DocumentConnection H)',
    },
    fix: {
      en: 'Give one Document the connection H, and the others V (attachment).',
      nb: 'Gi ett Document tilknytningen H, og de andre V (vedlegg).',
    },
    *violations({ head }) {
      const connections = connectionsOf(head?.refDocs ?? []);
      const mains = connections.filter(({ code }) => code === MAIN);
      if (head === undefined || connections.length === 0 || mains.length === 1) return;
      const [at] = mains.length > 1 ? mains.slice(1) : connections;
      yield { at: at?.element ?? head.parts.message, words: { count: String(mains.length) } };
    },
  },
  {
    id: 'main-document-first',
    source: 'HIS 80601:2006 Document/DocumentConnection (4702)',
    severity: 'warning',
    appliesTo: ['msghead'],
    text: {
      en: 'The main document comes after an attachment',
      nb: 'Hoveddokumentet kommer etter et vedlegg',
    },
    fix: {
      en: 'Put the Document with the message first, and attachments after it: some receivers read the first one only.',
      nb: 'Legg Document med meldingen først, og vedleggene etter: noen mottakere leser bare det første.',
    },
    *violations({ head }) {
      const refDocs = head?.refDocs ?? [];
      const first = refDocs.findIndex(({ type }) => type !== ATTACHMENT);
      if (first > 0 && refDocs[0]?.document?.parent === refDocs[first]?.document?.parent) {
        yield { at: (refDocs[first] as RefDocPlace).document ?? (refDocs[first] as RefDocPlace).refDoc };
      }
    },
  },
];

/** A reference may name its document by an id instead. */
function pointsAtNothing(refDoc: OutlineElement): boolean {
  if ((refDoc.child('Content')?.children.length ?? 0) > 0) return false;
  const reference = refDoc.child('FileReference');
  return !reference?.text() && !reference?.attribute('V') && !refDoc.child('Id')?.text();
}

interface Container {
  readonly refDoc: OutlineElement;
  readonly container: OutlineElement;
}

/** The attachments that stand in the document as base64. */
function containersOf({ head }: RuleInput): Container[] {
  return (head?.refDocs ?? []).flatMap(({ refDoc }) => {
    const container = refDoc.child('Content')?.children.find(({ name }) => name === 'Base64Container');
    return container === undefined ? [] : [{ refDoc, container }];
  });
}

function* sizesOf(refDocs: readonly RefDocPlace[]): Generator<{ container: OutlineElement; sizeBytes: number }> {
  for (const { refDoc } of refDocs) {
    const container = refDoc.child('Content')?.children.find(({ name }) => name === 'Base64Container');
    // Below a limit whatever white space is in it: most attachments are small, and need not be counted.
    if (container === undefined) continue;
    const length = container.contentEnd - container.contentStart;
    const sizeBytes = length < MEGABYTE ? (length * 3) / 4 : factsOf(container).sizeBytes;
    yield { container, sizeBytes };
  }
}

const known = new WeakMap<OutlineElement, Base64Facts>();

/** Found once for each attachment: several rules ask, and a large one takes milliseconds. */
function factsOf(container: OutlineElement): Base64Facts {
  const facts = known.get(container) ?? inspect(container);
  known.set(container, facts);
  return facts;
}

/** As it stands in the source, which is nearly always all there is; else with references and CDATA read. */
function inspect(container: OutlineElement): Base64Facts {
  const facts = inspectBase64(container.rawContent());
  return facts.isStrict ? facts : inspectBase64(container.text());
}

function connectionsOf(refDocs: readonly RefDocPlace[]): { element: OutlineElement; code: string }[] {
  const documents = new Set(refDocs.map(({ document }) => document));
  return [...documents].flatMap((document) => {
    const element = document?.child('DocumentConnection');
    const code = element?.attribute('V');
    return element === undefined || !code ? [] : [{ element, code }];
  });
}

function megabytes(sizeBytes: number): string {
  return (sizeBytes / MEGABYTE).toFixed(1);
}
