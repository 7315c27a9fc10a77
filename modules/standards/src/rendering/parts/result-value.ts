import { stack } from '../blocks/blocks.ts';
import { type Html, html, join } from '../html.ts';
import type { Page } from '../page.ts';
import { shortWords } from '../text/code-texts.ts';
import type { TreeElement } from '../tree/tree-element.ts';
import { showRichText } from '../value/rich-text.ts';
import { showValue } from '../value/show-value.ts';
import { child } from './names.ts';

/** What was found: a number with its unit and perhaps `<`, an interval, a date, or words (`ResultItem`). */
export function resultValue(page: Page, item: TreeElement): Html | undefined {
  const number = item.child('NumResult');
  const interval = item.child('Interval');
  const words = item.child('TextResult');
  return join(
    [
      number && numberOf(page, number),
      interval && join([child(page, interval, 'Low'), child(page, interval, 'High')], ' – '),
      child(page, item.child('DateResult'), 'DateResultValue'),
      words && wordsOf(page, words.child('Result') ?? words),
    ],
    ' ',
  );
}

function numberOf(page: Page, number: TreeElement): Html | undefined {
  return join([child(page, number, 'ArithmeticComp'), child(page, number, 'NumResultValue')], ' ');
}

function wordsOf(page: Page, words: TreeElement): Html | undefined {
  const heading = words.child('Heading');
  // "Laboratory result" over a laboratory result says nothing; its code is in the table of codes.
  if (heading !== undefined) page.inWords.add(heading);
  const text = words.child('TextResultValue');
  const codes = join(
    words.childrenNamed('TextCode').map((code) => showValue(page, code)),
    ', ',
  );
  const unit = words.child('Unit');
  return stack(
    text && textOf(page, text),
    join([text && codes && ' ', codes, unit && html` ${showValue(page, unit)}`], ''),
  );
}

function textOf(page: Page, text: TreeElement): Html | undefined {
  return text.elements.length > 0 ? showRichText(page, text, 3) : showValue(page, text);
}

/** The deviation in words with a mark before it, so that colour is not needed; undefined where there is none. */
export function deviation(page: Page, item: TreeElement): Html | undefined {
  const indicator = item.child('DevResultInd');
  const words = indicator && showValue(page, indicator);
  if (indicator === undefined || words === undefined) return undefined;
  const marked = html`<span class="mark">${markOf(indicator.peek())}</span> ${words}`;
  const isShort = shortWords(indicator, indicator.peek(), page.language) !== undefined;
  return isShort ? html`<span class="deviation">${marked}</span>` : marked;
}

/** Above, below, outside: codes of the official examples, and the letters that other systems send. */
function markOf(code: string): string {
  if (['1', 'HI', 'H', 'HH', 'GT'].includes(code)) return '▲';
  if (['2', 'LO', 'L', 'LL', 'LT'].includes(code)) return '▼';
  return '◆';
}
