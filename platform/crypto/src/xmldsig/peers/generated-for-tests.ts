import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import type { SigningKey } from '../../signing-key.ts';
import type { CanonicalForm } from '../canonical-form.ts';
import { signEbms, signEnveloped } from '../sign.ts';
import type { Attachment, XmlSignatureVerdict } from '../verdict.ts';
import { verifyEbms, verifyEnveloped } from '../verify.ts';

/** One generated thing to sign. */
export interface Case {
  readonly kind: 'ebms' | 'document';
  readonly bytes: Buffer;
  readonly attachments: readonly Attachment[];
  readonly form: CanonicalForm;
}

const word = fc.constantFrom('Ærlig', 'x', 'Østby Ås', '1000', '😀', 'ß', '日本', '  ', 'a-b_c');
const text = fc.array(
  fc.oneof(
    word,
    fc.constantFrom('&amp;', '&lt;', '&#13;', '&#x9;', '\n', '\r\n', '"', '<![CDATA[<&>]]>', '<!-- c -->', '<?p i?>'),
  ),
  { maxLength: 4 },
);
const attributeText = fc.array(
  fc.oneof(word, fc.constantFrom('&amp;', '&lt;', '&quot;', '&#10;', '&#13;', '\t', '>')),
  {
    maxLength: 3,
  },
);
const prefixes = ['', 'a', 'b', 'SOAP', 'ds', 'Z', 'eb'];
const uris = ['urn:a', 'urn:b?x=1;y=2', 'http://example.test/c', 'urn:%C3%B8'];

const tree = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text.map((parts) => parts.join('')),
    fc.array(tie('element'), { maxLength: 3 }).map((parts) => parts.join('\n ')),
  ),
  element: fc
    .tuple(
      fc.constantFrom(...prefixes),
      fc.constantFrom('Name', 'b', 'Verdi', 'x.y-z'),
      fc.constantFrom(...uris),
      fc.option(fc.tuple(fc.constantFrom('a', 'c', 'Z'), fc.constantFrom(...uris))),
      fc.uniqueArray(fc.tuple(fc.constantFrom('V', 'DN', 'Å'), attributeText), {
        maxLength: 2,
        selector: ([name]) => name,
      }),
      tie('content'),
    )
    .map(([prefix, name, uri, other, attributes, content]) => {
      const declared = new Map([[prefix, uri], ...(other ? [other] : [])]);
      const namespaces = [...declared].map(([p, u]) => ` ${p ? `xmlns:${p}` : 'xmlns'}="${u}"`).join('');
      const qualified = other ? ` ${other[0]}:q="${other[1]}"` : '';
      const plain = attributes.map(([key, value]) => ` ${key}="${value.join('')}"`).join('');
      const tag = prefix ? `${prefix}:${name}` : name;
      return `<${tag}${namespaces}${plain}${qualified}>${content}</${tag}>`;
    }),
}));

const encodings = fc.constantFrom(
  '',
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  '<?xml version="1.0"?>\r\n<!-- first -->',
);
const forms: readonly CanonicalForm[] = [
  'inclusive',
  'inclusive-with-comments',
  'exclusive',
  'exclusive-with-comments',
];

const document: fc.Arbitrary<Case> = fc
  .tuple(encodings, fc.array(tree.element, { maxLength: 3 }), fc.constantFrom(...forms), fc.boolean())
  .map(([start, children, form, hasLanguage]) => ({
    kind: 'document',
    bytes: Buffer.from(
      `${start}<MsgHead xmlns="urn:head" xmlns:unused="urn:u"${hasLanguage ? ' xml:lang="nb" xml:space="preserve"' : ''}>${children.join('\n')}<End/></MsgHead>\n<!-- last -->`,
    ),
    attachments: [],
    form,
  }));

const attachment = fc.tuple(fc.constantFrom('one@a.test', 'to b', 'æ+c'), fc.uint8Array({ maxLength: 60 }));

const ebms: fc.Arbitrary<Case> = fc
  .tuple(
    encodings,
    fc.constantFrom('SOAP', 'S', 'soap-env'),
    fc.array(tree.element, { maxLength: 2 }),
    fc.array(tree.element, { maxLength: 2 }),
    fc.uniqueArray(attachment, { maxLength: 2, selector: ([id]) => id }),
  )
  .map(([start, soap, header, body, attached]) => ({
    kind: 'ebms',
    bytes: Buffer.from(
      `${start}<${soap}:Envelope xmlns:${soap}="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xlink="http://www.w3.org/1999/xlink">\n<${soap}:Header>${header.join('')}<n:Via xmlns:n="urn:n" ${soap}:actor="http://schemas.xmlsoap.org/soap/actor/next">x</n:Via><n:End xmlns:n="urn:n"/></${soap}:Header><${soap}:Body>${body.join('')}</${soap}:Body></${soap}:Envelope>`,
    ),
    attachments: attached.map(([contentId, bytes]) => ({ contentId, bytes })),
    form: 'inclusive' as const,
  }));

/**
 * The same cases in every run: what a peer says of them costs a process, so they go in one batch. Every attachment has a
 * name that no other case has.
 */
export function generateCases(count: number): Case[] {
  const cases = fc.sample(fc.oneof(document, ebms), { numRuns: count, seed: 20_261_124 });
  return cases.map((one, index) => ({
    ...one,
    attachments: one.attachments.map(({ contentId, bytes }) => ({ contentId: `${index} ${contentId}`, bytes })),
  }));
}

export function signCase({ kind, bytes, attachments, form }: Case, key: SigningKey): Uint8Array {
  return kind === 'ebms' ? signEbms(bytes, attachments, key) : signEnveloped(bytes, key, { form });
}

export function verifyCase(one: Case | undefined, signed: Uint8Array, key: SigningKey): XmlSignatureVerdict {
  return one?.kind === 'ebms' ? verifyEbms(signed, one.attachments, [key]) : verifyEnveloped(signed, [key]);
}
