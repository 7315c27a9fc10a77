import fc from 'fast-check';
import { expect, test } from 'vitest';
import { example, officialDocuments, VALID_EXAMPLES } from '../official-documents-for-tests.ts';
import { normalize, readPage } from './page-text-for-tests.ts';
import { renderDocument } from './render-document.ts';
import { renderedStyle, renderedStyleHash } from './rendered-style.ts';

/** Every tag that a page may have, with the attributes it may have. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ['html', 'lang'],
    ['meta', 'charset', 'name', 'content', 'http-equiv'],
    ['div', 'class', 'lang', 'tabindex', 'role', 'aria-label', 'aria-hidden'],
    ['main', 'class'],
    ['span', 'class', 'lang'],
    ['p', 'class'],
    ['ul', 'class'],
    ['dl', 'class'],
    ['tr', 'class'],
    ['pre', 'class'],
    ['caption', 'class'],
    ['th', 'scope', 'colspan', 'rowspan'],
    ['td', 'colspan', 'rowspan'],
    ['time', 'datetime'],
    ['data', 'value'],
    ...'head title style body header section h1 h2 h3 h4 h5 h6 ol li dt dd table thead tbody tfoot b i em strong sup sub br details summary'
      .split(' ')
      .map((name) => [name]),
  ].map(([name, ...attributes]) => [name as string, attributes as string[]]),
);

/** A tag as an HTML parser begins to read one; ours has all its attributes in double quotes. */
const TAG = /<(\/?)([A-Za-z][^\s/>]*)([^>]*)>/g;
const ATTRIBUTES = /^(?: [a-z-]+="[^"<>]*")*$/;
const VOID = new Set(['meta', 'br']);

/** What in a page is not on the list, or not closed in the order it was opened; empty for every page of ours. */
function faultsOf(page: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const outsideStyle = page.replace(renderedStyle, '').replace('<!DOCTYPE html>', '');
  for (const [tag, slash, name = '', attributes = ''] of outsideStyle.matchAll(TAG)) {
    const allowed = ALLOWED[name];
    if (allowed === undefined || !ATTRIBUTES.test(attributes)) faults.push(tag);
    for (const [, attribute = ''] of attributes.matchAll(/([a-z-]+)="/g)) {
      if (!allowed?.includes(attribute)) faults.push(tag);
    }
    if (VOID.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) faults.push(`${tag} out of order`);
  }
  if (outsideStyle.replace(TAG, '').includes('<')) faults.push('a < outside a tag');
  return [...faults, ...open];
}

const XML = new TextEncoder();
const inDialog = (text: string) =>
  XML.encode(
    Buffer.from(example('dialog'))
      .toString()
      .replace(/<TekstNotatInnhold>[^<]*<\/TekstNotatInnhold>/, `<TekstNotatInnhold>${text}</TekstNotatInnhold>`),
  );
const xhtml = (text: string) => inDialog(`<div xmlns="http://www.w3.org/1999/xhtml">${text}</div>`);

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script in another case', '<SCRIPT>alert(1)</SCRIPT>'],
  ['a style sheet', '<style>* { display: none }</style>'],
  ['a link to a script', '<a href="javascript:alert(1)">here</a>'],
  ['a remote picture', '<img src="https://example.org/x.png" alt="a picture" onerror="alert(1)"/>'],
  ['a frame', '<iframe src="https://example.org"/>'],
  ['a form', '<form action="https://example.org"><input name="a" value="b"/><button>Send</button></form>'],
  ['an event on an allowed element', '<p onclick="alert(1)" style="position:fixed" class="alert">text</p>'],
  ['a refresh', '<meta http-equiv="refresh" content="0;url=https://example.org"/><base href="https://example.org"/>'],
  [
    'cells that would close cells of ours',
    '</div><td>1</td><tr><td>2</td></tr><li>3</li><caption>4</caption><div>'.replace(/^<\/div>|<div>$/g, ''),
  ],
  ['a table in a row of a table', '<table><tr><table><tr><td>1</td></tr></table><p>2</p></tr></table>'],
  [
    'vector graphics and mathematics',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><title>t</title></svg><math><mtext>2</mtext></math>',
  ],
  ['a span of cells out of all reason', '<table><tr><td colspan="999999999" rowspan="-1">1</td></tr></table>'],
])('in a text with markup, nothing is active: %s', (_, markup) => {
  expect(faultsOf(renderDocument(xhtml(markup), { language: 'nb' }).html)).toEqual([]);
});

test('what markup says is kept where the markup is not', () => {
  const markup =
    '<script>alert(1)</script><a href="javascript:alert(2)">here</a><img src="https://example.org/x.png" alt="seen"/>';
  const { text } = readPage(renderDocument(xhtml(markup), { language: 'nb' }).html);

  for (const said of ['alert(1)', 'here', 'javascript:alert(2)', 'https://example.org/x.png', 'seen'])
    expect(text).toContain(said);
});

test('an allow-list of markup is made anew, with headings below those of the page', () => {
  const markup =
    '<h1>A</h1><p>b<b>c</b><br/></p><h4>D</h4><table><tr><th colspan="2">e</th></tr></table><ul><li>f</li></ul>';
  const page = renderDocument(xhtml(markup), { language: 'nb' }).html;

  expect(page).toContain('<h3>A</h3><p>b<b>c</b><br></p><h4>D</h4>');
  expect(page).toContain('<th colspan="2">e</th>');
  expect(page).toContain('<ul><li>f</li></ul>');
});

test.each([
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<![CDATA[</main></body><script>alert(1)</script>]]>',
  '&#8238;01&#8236;',
])('text that looks like markup, or turns what follows, stays text: %s', (text) => {
  const page = renderDocument(inDialog(text), { language: 'en' }).html;

  expect(faultsOf(page)).toEqual([]);
  expect(page).not.toMatch(/[\u202a-\u202e]/);
});

test('every text, code, name and unit may be hostile', () => {
  const attack = fc.constantFrom(
    '<script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='",
    '\u202e',
    '&#0;',
    '--></style>',
    '\u0085',
    '$1',
    '`',
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...VALID_EXAMPLES),
      fc.array(attack, { minLength: 1, maxLength: 5 }),
      (name, attacks) => {
        const hostile = attacks.join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
        const bytes = Buffer.from(example(name))
          .toString()
          .replace(/(?<=[^?]>)[^<>\s][^<>]*(?=<\/)|(?<= (?:V|DN|S|OT|U)=")[^"]*/g, hostile);
        for (const language of ['nb', 'en'] as const) {
          const { html } = renderDocument(XML.encode(bytes), { language });
          expect(faultsOf(html)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('every content of a document is on its page, whatever stands there', () => {
  fc.assert(
    fc.property(fc.constantFrom(...VALID_EXAMPLES), fc.constantFrom('nb' as const, 'en' as const), (name, language) => {
      let count = 0;
      const tokens: string[] = [];
      const token = () => {
        tokens.push(`Æ${count++}q`);
        return tokens.at(-1) as string;
      };
      // The codes stay, so that templates take the same ways; all else is told apart.
      const marked = Buffer.from(example(name))
        .toString()
        .replace(/(?<=[^?]>)[^<>\s][^<>]*(?=<\/(?!Base64))|(?<= (?:DN|OT)=")[^"]*/g, token);
      const { text } = readPage(renderDocument(XML.encode(marked), { language }).html);
      expect(tokens.length).toBeGreaterThan(30);
      expect(tokens.filter((one) => !text.includes(one))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('no page of any reference document has a tag, attribute or nesting that is not on the list', {
  timeout: 300_000,
}, (context) => {
  for (const { verdict, file, bytes } of officialDocuments(context)) {
    if (verdict === 'VALID')
      expect([file, faultsOf(renderDocument(bytes, { language: 'nb' }).html)]).toEqual([file, []]);
  }
});

test('the page allows its own style sheet and nothing else', () => {
  const page = renderDocument(example('dialog'), { language: 'nb' }).html;

  expect(page).toContain(
    `content="default-src &#39;none&#39;; style-src ${renderedStyleHash.replaceAll("'", '&#39;')}; img-src data:;`,
  );
  expect(page).toContain(`<style>${renderedStyle}</style>`);
  expect(renderedStyle).not.toMatch(/url\(|@import|expression/);
});

test('a huge table of results is a page all the same', { timeout: 60_000 }, () => {
  const source = Buffer.from(example('laboratory-answer')).toString();
  const item = /<ResultItem>.*?<\/ResultItem>/s.exec(source)?.[0] ?? '';
  const bytes = XML.encode(source.replace(item, item.repeat(10_000)));
  const { html } = renderDocument(bytes, { language: 'nb' });

  expect(html.match(/<th scope="row">[^<]*B-Hemoglobin/g)?.length).toBe(10_000);
});

test('results that point at each other in a circle, or nest without end, are all on the page', () => {
  const source = Buffer.from(example('laboratory-answer')).toString();
  const circle = (id: string, other: string) =>
    `<ResultItem><TextResult><TextResultValue>said ${id}</TextResultValue></TextResult><IdResultItem>${id}</IdResultItem><RefIdResultItem>${other}</RefIdResultItem></ResultItem>`;
  const nested = Array.from(
    { length: 60 },
    (_, depth) => `<ResultItem><TextResult><TextResultValue>deep ${depth}.</TextResultValue></TextResult>`,
  ).join('');
  const bytes = XML.encode(
    source.replace(
      '<ResultItem>',
      `${circle('a', 'b')}${circle('b', 'a')}${nested}${'</ResultItem>'.repeat(60)}<ResultItem>`,
    ),
  );
  const { text } = readPage(renderDocument(bytes, { language: 'nb' }).html);

  for (const said of ['said a', 'said b', ...Array.from({ length: 60 }, (_, depth) => `deep ${depth}.`)])
    expect(normalize(text)).toContain(said);
});
