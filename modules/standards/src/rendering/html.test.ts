import { expect, test } from 'vitest';
import { type Html, html, join, show, styleElement, writeHtml } from './html.ts';
import { type Content, TreeElement } from './tree/tree-element.ts';

const element = new TreeElement('a', '', undefined);
const content = (value: string): Content => ({ element, kind: 'text', name: '', value });
const written = (piece: Html) => writeHtml(piece).text;

test('a value is text, whatever it looks like', () => {
  expect(written(html`<p title="${`"'>`}">${'<script>&amp;'}</p>`)).toBe(
    '<p title="&quot;&#39;&gt;">&lt;script&gt;&amp;amp;</p>',
  );
});

test('pieces stand as they are, nothing for undefined, lists one after another', () => {
  expect(written(html`<ul>${[html`<li>1</li>`, undefined, [2, html`<li>3</li>`]]}</ul>`)).toBe(
    '<ul><li>1</li>2<li>3</li></ul>',
  );
});

test('characters that turn or hide text are shown by their number', () => {
  expect(written(html`${'dose \u202e01\u202c \u0096 \u{e0041} \ufdd0'}`)).toBe(
    'dose ⟨U+202E⟩01⟨U+202C⟩ ⟨U+0096⟩ ⟨U+E0041⟩ ⟨U+FDD0⟩',
  );
});

test('letters, signs and emoji of any language stay', () => {
  const text = 'Ærlig čáhci שלום مرحبا 👩‍⚕️ µg/L ≥ 5\n\t–';

  expect(written(html`${text}`)).toBe(text);
});

test('line ends of other systems become ours', () => {
  expect(written(html`${'a\r\nb\rc<\r\nd&\ne'}`)).toBe('a\nb\nc&lt;\nd&amp;\ne');
});

test('what is shown is known from what was written, not from what was made', () => {
  const [used, dropped] = [content('used'), content('dropped')];
  show(dropped);

  expect([...writeHtml(html`<p>${join([show(used), undefined], ', ')}</p>`).shown]).toEqual([used]);
});

test('a style sheet that would end its element is refused', () => {
  expect(() => styleElement('a { content: "</style>" }')).toThrow('may not hold');
});
