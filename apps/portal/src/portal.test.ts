import { readFileSync } from 'node:fs';
import { openBrowser } from '@samband/testing';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  examplePath,
  startPortal,
  type TestPortal,
  type Visit,
  type Visitor,
  violationsOn,
  visit,
} from './portal-for-tests.ts';

const opened = await openBrowser();
let portal: TestPortal;
const visits: Visit[] = [];

beforeAll(async () => {
  if (opened.reason === undefined) portal = await startPortal();
});
afterAll(async () => {
  if (opened.reason !== undefined) return;
  await opened.browser.close();
  await portal.stop();
});
beforeEach((context) => context.skip(opened.reason !== undefined, opened.reason));
afterEach(async () => {
  await Promise.all(visits.splice(0).map(({ close }) => close()));
});

async function go(visitor: Visitor = {}): Promise<Visit> {
  if (opened.reason !== undefined) throw new Error(opened.reason);
  const made = await visit(opened.browser, portal.url, visitor);
  visits.push(made);
  return made;
}

const source = (name: string) => readFileSync(examplePath(name), 'utf8');
const verdict = (page: Page) => page.locator('.sb-notice h2').first();
const tab = (page: Page, number: number) => page.getByRole('tab').nth(number);

/** What Ctrl + V and a drop do, without the clipboard and the hand. */
async function give(page: Page, kind: 'paste' | 'drop', text: string, fileName?: string): Promise<void> {
  await page.evaluate(
    ([event, content, name]) => {
      const data = new DataTransfer();
      if (name) data.items.add(new File([content ?? ''], name));
      else data.setData('text/plain', content ?? '');
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        event === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data }),
      );
    },
    [kind, text, fileName] as const,
  );
}

/** The text in the frame, once it is there. Asked from outside: nothing runs in the frame itself, no test either. */
async function shownDocument(page: Page): Promise<string> {
  const frame = page.locator('.sb-rendered');
  await frame.waitFor();
  const text = () =>
    frame.evaluate((element) => (element as HTMLIFrameElement).contentDocument?.body?.textContent ?? '');
  await expect.poll(text, { timeout: 5_000 }).not.toBe('');
  return text();
}

describe('somebody with a message', () => {
  test('pastes one that is wrong, and is shown what, where, and how to mend it', async () => {
    const { page, faults } = await go();

    const broken = source('broken-discharge-letter');
    const line = String(broken.split('\n').findIndex((text) => text.includes('<DateOfBirth ')) + 1);

    await give(page, 'paste', broken);

    await verdict(page).filter({ hasText: 'Meldingen er ikke gyldig' }).waitFor();
    const finding = page.locator('.sb-finding');
    expect(await finding.count()).toBe(1);
    expect(await finding.locator('h3').textContent()).toContain('DateOfBirth');
    expect(await finding.locator('.sb-path').textContent()).toContain('Patient › DateOfBirth');
    expect(await finding.locator('.sb-fix').textContent()).toContain('Slik retter du det');
    expect(await finding.locator('.sb-line[data-mark="error"]').getAttribute('data-line')).toBe(line);

    await finding.getByRole('button', { name: `Vis linje ${line} i kilden` }).click();
    const shown = page.locator('.sb-source .sb-line[data-shown="true"]');
    await shown.waitFor();
    expect(await shown.textContent()).toContain('<DateOfBirth V=');
    expect(await shown.getAttribute('data-line')).toBe(line);
    expect(faults).toEqual([]);
  });

  test('drops one that is right, reads it, and sees who it is from and what must be answered', async () => {
    const { page, faults } = await go();

    await give(page, 'drop', source('dialog'), 'dialog.xml');

    await verdict(page).filter({ hasText: 'Meldingen er gyldig' }).waitFor();
    expect(await shownDocument(page)).toMatch(/Borghild Storvik.*Medisiner etter hjemkomst/s);

    await tab(page, 2).click();
    expect(await page.locator('.sb-parties').textContent()).toMatch(/Fjordbyen kommune.*8100500.*Ingrid Fjellheim/);
    await tab(page, 3).click();
    expect(await page.locator('.sb-receipt h2').textContent()).toBe('Mottakeren skal svare OK');
    expect(await page.locator('.sb-receipt .sb-code').textContent()).toMatch(/<AppRec .*<Status V="1"/s);
    expect(faults).toEqual([]);
  });

  test('picks a file, and checks another after it', async () => {
    const { page, faults } = await go();

    await page.locator('input[type=file]').setInputFiles(examplePath('referral'));
    await verdict(page).waitFor();
    expect(await page.locator('h1').textContent()).toBe('referral.xml');
    await page.getByRole('button', { name: 'Sjekk en ny melding' }).click();

    await page.locator('.sb-drop').waitFor();
    expect(faults).toEqual([]);
  });

  test('pastes into the field, which asks for something when it is empty', async () => {
    const { page, faults } = await go({ language: 'en' });

    await page.getByRole('button', { name: 'Paste as text' }).click();
    await page.getByRole('button', { name: 'Check the message' }).click();
    await page.getByText('Paste a message first.').waitFor();
    const field = page.getByRole('textbox', { name: 'The message as XML' });
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill('this is no message');
    await page.getByRole('button', { name: 'Check the message' }).click();

    await verdict(page).filter({ hasText: 'This is not readable XML' }).waitFor();
    await tab(page, 1).click();
    expect(await page.getByRole('tabpanel').textContent()).toContain('The message cannot be shown');
    await tab(page, 3).click();
    expect(await page.getByRole('tabpanel').textContent()).toContain('No receipt');
    expect(faults).toEqual([]);
  });

  test('with nothing but a keyboard comes all the way', async () => {
    const { page, faults } = await go({ language: 'en' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('Drop a message here');
    for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press('Tab');
    expect(await focused()).toContain('Discharge letter with a fault');
    await page.keyboard.press('Enter');

    await verdict(page).waitFor();
    expect(await focused()).toBe('The message is not valid');
    expect(await page.getByRole('status').textContent()).toBe('The message is not valid. 1 error.');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('Findings');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('tabpanel').textContent()).toContain('HER-id');
    expect(faults).toEqual([]);
  });
});

describe('the page', () => {
  test('speaks another language at once, and keeps what is on it', async () => {
    const { page, faults } = await go();
    await page.locator('.sb-example').first().click();
    await verdict(page).waitFor();

    await page.getByRole('button', { name: 'Språk: Bokmål' }).click();
    await page.getByRole('menuitemradio', { name: 'Nynorsk' }).click();

    expect(await verdict(page).textContent()).toBe('Meldinga er ikkje gyldig');
    expect(await page.locator('html').getAttribute('lang')).toBe('nn');
    await page.reload();
    await page.getByText('Sjekk ei helsemelding').waitFor();
    expect(faults).toEqual([]);
  });

  test('keeps nothing of a message: not over a reload, not in the browser', async () => {
    const { page, faults } = await go();
    await page.locator('.sb-example').nth(4).click();
    await verdict(page).waitFor();

    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.values(sessionStorage).join(),
      cookie: document.cookie,
      databases: await indexedDB.databases(),
    }));
    expect(kept.local.filter((key) => key !== 'samband-language' && key !== 'samband-theme')).toEqual([]);
    expect(kept.session).not.toContain('Storvik');
    expect(kept).toMatchObject({ cookie: '', databases: [] });
    await page.reload();
    await page.locator('.sb-drop').waitFor();
    expect(faults).toEqual([]);
  });

  test('is dark when that is chosen on a light system, and so is the document in it', async () => {
    const { page, faults } = await go();
    await page.getByRole('button', { name: 'Utseende: Følg systemet' }).click();
    await page.getByRole('menuitemradio', { name: 'Mørkt' }).click();
    await page.locator('.sb-example').nth(4).click();
    await shownDocument(page);

    expect(await page.locator('html').getAttribute('class')).toBe('dark');
    const ground = await page.locator('.sb-rendered').evaluate((frame) => {
      const html = (frame as HTMLIFrameElement).contentDocument?.documentElement;
      return html && getComputedStyle(html).backgroundColor;
    });
    expect(ground).toMatch(/^rgb/);
    expect(ground).not.toBe('rgb(255, 255, 255)');
    expect(faults).toEqual([]);
  });

  test('shows markup in a message as the text that it is', async () => {
    const { page, faults } = await go();
    const hostile = source('dialog').replace(
      'Medisiner etter hjemkomst',
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src="https://example.org/x.png" onerror="alert(1)"&gt;',
    );

    await give(page, 'paste', hostile);

    expect(await shownDocument(page)).toContain('<script>alert(1)</script>');
    const acting = await page
      .locator('.sb-rendered')
      .evaluate((frame) => (frame as HTMLIFrameElement).contentDocument?.querySelectorAll('script, img').length);
    expect(acting).toBe(0);
    expect(faults).toEqual([]);
  });

  test('says why there is no answer, and tries again', async () => {
    const { page } = await go();
    await page.route('**/test-centre/check', (route) => route.abort());
    await page.locator('.sb-example').first().click();
    await verdict(page).filter({ hasText: 'Meldingen ble ikke sjekket' }).waitFor();
    expect(await page.locator('.sb-notice').textContent()).toContain('Serveren svarer ikke');

    await page.unroute('**/test-centre/check');
    await page.getByRole('button', { name: 'Prøv igjen' }).click();

    await verdict(page).filter({ hasText: 'Meldingen er ikke gyldig' }).waitFor();
  });

  test.each([
    [429, 'too-many-checks', 'Mange sjekker meldinger akkurat nå'],
    [413, 'check-timed-out', 'tok for lang tid'],
    [500, 'internal-error', 'Oppgi 0198c5c2'],
  ])('says what an answer %i means', async (status, code, sentence) => {
    const { page } = await go();
    const body = JSON.stringify({ status, code, requestId: '0198c5c2' });
    await page.route('**/test-centre/check', (route) => route.fulfill({ status, body }));

    await page.locator('.sb-example').first().click();

    await page.locator('.sb-notice', { hasText: sentence }).waitFor();
  });

  test('does not send what is too large', async () => {
    const { page, faults } = await go();

    await give(page, 'drop', ' '.repeat(5 * 1024 * 1024 + 1), 'large.xml');

    await page.locator('.sb-notice', { hasText: 'Filen er for stor: 5,2 MB' }).waitFor();
    expect(await page.getByRole('button', { name: 'Prøv igjen' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('scrolls thousands of lines, and draws only those that are near', async () => {
    const { page, faults } = await go();
    const lines = Array.from({ length: 6_000 }, (_, index) => `  <line number="${index + 2}"/>`);

    await give(page, 'paste', ['<lines xmlns="urn:x">', ...lines, '</lines>'].join('\n'));
    await verdict(page).waitFor();
    await tab(page, 4).click();
    await page.locator('.sb-source').evaluate((frame) => frame.scrollTo({ top: 4_000 * 24 }));

    await page.locator('.sb-line[data-line="4001"]').waitFor();
    expect(await page.locator('.sb-line').count()).toBeLessThan(2_000);
    expect(faults).toEqual([]);
  });

  test('has a page for an address that leads nowhere', async () => {
    const { page } = await go();

    await page.goto(`${portal.url}/nowhere`);

    await page.getByRole('heading', { name: 'Denne siden finnes ikke' }).waitFor();
    await page.getByRole('link', { name: 'Gå til testsenteret' }).click();
    await page.locator('.sb-drop').waitFor();
  });
});

/** Each state of the page, and how to get there from the one before. The last ones are the same in every language but for a few words. */
const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  empty: async () => {},
  paste: (page) => page.locator('.sb-intake-paste button').click(),
  findings: async (page) => {
    await page.locator('.sb-example').first().click();
    await page.locator('.sb-details summary').first().click();
  },
  facts: (page) => tab(page, 2).click(),
  receipt: (page) => tab(page, 3).click(),
  source: (page) => tab(page, 4).click(),
  view: async (page) => {
    await tab(page, 1).click();
    await shownDocument(page);
  },
};

/** Long because axe looks at every element: two cores that do other things as well take their time. */
const axeTimeoutMs = 120_000;

describe.each([
  ['light', 390],
  ['dark', 390],
  ['light', 1440],
  ['dark', 1440],
] as const)('%s and %i pixels wide', (theme, width) => {
  test.each([
    ['nb', Object.keys(states)],
    ['nn', ['empty', 'paste', 'findings', 'facts']],
    ['en', ['empty', 'paste', 'findings', 'facts']],
  ] as const)(
    'axe finds nothing, and nothing sticks out, in %s',
    { timeout: axeTimeoutMs },
    async (language, asked) => {
      const { page, faults } = await go({ language, theme, width });
      for (const state of asked) {
        await states[state]?.(page);
        expect([state, await violationsOn(page)]).toEqual([state, []]);
        expect([state, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([state, width]);
      }
      expect(faults).toEqual([]);
    },
  );
});
