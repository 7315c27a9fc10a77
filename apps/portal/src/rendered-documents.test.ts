import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderDocument } from '@samband/standards';
import { openBrowser } from '@samband/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { examplePath, violationsOn } from './portal-for-tests.ts';

const opened = await openBrowser();
afterAll(async () => {
  if (opened.reason === undefined) await opened.browser.close();
});
beforeEach((context) => context.skip(opened.reason !== undefined, opened.reason));

const EXAMPLES = readdirSync(dirname(examplePath('dialog'))).filter((file) => file.endsWith('.xml'));
/** What a phone of 390 pixels leaves of the width for the frame of the portal. */
const FRAME_ON_PHONE_PX = 356;

function pageOf(file: string, language: 'nb' | 'en'): string {
  return renderDocument(readFileSync(examplePath(file.replace('.xml', ''))), { language }).html;
}

async function openPage(width: number, colorScheme: 'light' | 'dark') {
  if (opened.reason !== undefined) throw new Error(opened.reason);
  return opened.browser.newPage({ viewport: { width, height: 900 }, colorScheme });
}

/** What axe looks for that colours and width decide; the other rules read the markup, which is the same in every look. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

const LOOKS = [
  ['light', 1440, undefined],
  ['dark', 1440, RULES_OF_LOOKS],
  ['dark', 390, undefined],
  ['light', 390, RULES_OF_LOOKS],
] as const;

/** One page for all: the documents are written into it, and then only its width and its colours change. */
test.each(['nb', 'en'] as const)(
  'axe finds nothing in any example as a page in %s, light and dark, 390 and 1440 pixels wide',
  { timeout: 60_000 },
  async (language) => {
    const page = await openPage(1440, 'light');
    for (const file of EXAMPLES) {
      await page.setContent(pageOf(file, language));
      for (const [colorScheme, width, rules] of LOOKS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const look = [file, colorScheme, width];
        expect([...look, await violationsOn(page, rules)]).toEqual([...look, []]);
        expect([...look, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([...look, width]);
      }
    }
    await page.close();
  },
);

/** The list of all codes, in the details at the end, is wide by its nature and scrolls in its own box. */
test.each(['nb', 'en'] as const)(
  'the table of results is whole on a phone, in the frame of the portal, in %s',
  async (language) => {
    const page = await openPage(FRAME_ON_PHONE_PX, 'light');
    await page.setContent(pageOf('laboratory-answer.xml', language));
    const hidden = await page
      .locator('.scroll:not(details .scroll)')
      .evaluateAll((tables) => tables.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
    expect(hidden.length).toBeGreaterThan(0);
    expect(
      hidden.every((px) => px === 0),
      `pixels that are cut: ${hidden}`,
    ).toBe(true);
    await page.close();
  },
);
