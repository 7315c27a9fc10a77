import { setTimeout as sleep } from 'node:timers/promises';
import { eventStream, type FastifyPluginAsyncTypebox } from '@samband/http';
import { openBrowser } from '@samband/testing';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Journey, JourneyStep } from './api/follow-letter.ts';
import { startPortal, type TestPortal, type Visit, type Visitor, violationsOn, visit } from './portal-for-tests.ts';

const opened = await openBrowser();
let portal: TestPortal;
let letter: ReturnType<typeof letterOnItsWay>;
const visits: Visit[] = [];

beforeAll(async () => {
  if (opened.reason === undefined) portal = await startPortal([demoRoutes]);
});
afterAll(async () => {
  if (opened.reason !== undefined) return;
  await opened.browser.close();
  await portal.stop();
});
beforeEach((context) => {
  context.skip(opened.reason !== undefined, opened.reason);
  letter = letterOnItsWay();
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map(({ close }) => close()));
});

const kinds = ['accepted', 'delivered', 'fetched', 'downloaded', 'receipt-matched', 'receipt-seen'];

/** A letter whose steps are taken when the test says so; apps/server tests the real one's. */
function letterOnItsWay() {
  const steps: JourneyStep[] = [];
  return {
    take(count: number): void {
      for (const kind of kinds.slice(steps.length, steps.length + count)) {
        const at = new Date(Date.UTC(2026, 10, 20, 13, 32, steps.length)).toISOString();
        const isAnswer = kind === 'receipt-matched';
        const facts = { digest: 'a'.repeat(64), organizationNumber: '310001015' };
        const answer = { receiptStatus: '1', errorCodes: [] } as const;
        steps.push({ sequence: steps.length + 41, at, kind, facts: { ...facts, ...(isAnswer && answer) } });
      }
    },
    isLate: false,
    isTimeUp: false,
    journey(): Journey {
      const sender = { herId: 8100101, name: 'Medisinsk avdeling, Fjordbyen sykehus' };
      const receiver = { herId: 8100311, name: 'Fastlegetjenesten, Brygga legesenter' };
      return { id: '1', sender, receiver, steps, isLate: this.isLate, isSeen: steps.length === kinds.length };
    },
  };
}

const open = { schema: { hide: true }, config: { open: true } } as const;

/** The routes of the demonstration as the page knows them, with the letter of the test. */
const demoRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/demo/letters', open, async (_request, reply) => reply.code(201).send({ id: '1' }));
  app.get('/demo/letters/:id/stream', { ...open, exposeHeadRoute: false }, (request, reply) =>
    eventStream(request, reply, async ({ send, signal }) => {
      for (let told = ''; ; ) {
        const data = JSON.stringify(letter.journey());
        if (data !== told) await send('journey', data);
        told = data;
        if (letter.journey().isSeen) return send('end', 'seen');
        if (letter.isTimeUp) return send('end', 'time');
        await sleep(20, undefined, { signal });
      }
    }),
  );
};

async function goToLive(visitor: Visitor = {}): Promise<Visit> {
  if (opened.reason !== undefined) throw new Error(opened.reason);
  const made = await visit(opened.browser, portal.url, visitor);
  visits.push(made);
  await made.page.locator('.sb-nav a[href="/live"]').click();
  await sendButton(made.page).waitFor();
  return made;
}

const sendButton = (page: Page) => page.locator('[data-action="send"]');
const states = (page: Page) =>
  page.locator('[data-step]').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-state')));

test('with nothing but a keyboard a letter is sent, and each step is shown and said as it happens', async () => {
  const { page, faults } = await goToLive({ language: 'en' });
  expect(await states(page)).toEqual(kinds.map(() => 'not-yet'));
  letter.take(2);

  await sendButton(page).focus();
  await page.keyboard.press('Enter');

  await page.getByRole('status').filter({ hasText: 'Step 2 of 6: Put in the mailbox' }).waitFor();
  expect(await states(page)).toEqual(['done', 'done', 'waiting', 'not-yet', 'not-yet', 'not-yet']);
  expect(await page.locator('[data-step="accepted"]').textContent()).toMatch(/14:32:00.*a{64}.*41/s);
  letter.take(3);
  await page.getByRole('status').filter({ hasText: 'Step 5 of 6' }).waitFor();
  expect(await page.locator('[data-step="receipt-matched"]').textContent()).toContain('1 – OK');
  letter.take(1);
  await page.getByRole('heading', { name: 'There and answered in 5.00 seconds' }).waitFor();
  expect(faults).toEqual([]);
});

test('a letter that is late says so, and one that takes too long can be followed on', async () => {
  const { page, faults } = await goToLive();
  letter.take(2);
  letter.isLate = true;
  await sendButton(page).click();
  await page.locator('[data-step="fetched"][data-state="late"]', { hasText: 'Forsinket' }).waitFor();

  letter.isTimeUp = true;
  await page.getByRole('heading', { name: 'Brevet er ikke besvart ennå' }).waitFor();
  letter.take(4);
  await page.getByRole('button', { name: 'Følg videre' }).click();

  await page.getByRole('heading', { name: 'Framme og besvart' }).waitFor();
  expect(faults).toEqual([]);
});

test('a line that is lost for good is told of, and taken up again', async () => {
  const { page } = await goToLive();
  await page.route('**/stream', (route) => route.fulfill({ status: 429, body: '{}' }));
  await sendButton(page).click();
  await page.getByRole('heading', { name: 'Vi mistet forbindelsen' }).waitFor();

  await page.unroute('**/stream');
  letter.take(6);
  await page.getByRole('button', { name: 'Følg videre' }).click();

  await page.getByRole('heading', { name: 'Framme og besvart' }).waitFor();
});

test.each([
  [404, 'route-not-found', 'Demonstrasjonen er av', 0],
  [429, 'demo-busy', 'Mange sender brev akkurat nå', 1],
  [500, 'internal-error', 'Oppgi 0198c5c2', 1],
])('says what an answer %i means, and lets try again where it helps', async (status, code, sentence, buttons) => {
  const { page } = await goToLive();
  await page.route('**/demo/letters', (route) =>
    route.fulfill({ status, body: JSON.stringify({ status, code, requestId: '0198c5c2' }) }),
  );

  await sendButton(page).click();

  await page.locator('.sb-notice', { hasText: sentence }).waitFor();
  expect(await page.getByRole('button', { name: 'Prøv igjen' }).count()).toBe(buttons);
});

test.each([
  ['nb', 'light', 390],
  ['nn', 'dark', 390],
  ['en', 'light', 1440],
  ['nb', 'dark', 1440],
] as const)(
  'axe finds nothing, and nothing sticks out, in %s, %s, %i pixels wide',
  { timeout: 60_000 },
  async (language, theme, width) => {
    const { page, faults } = await goToLive({ language, theme, width });
    const look = async (state: string) => {
      expect([state, await violationsOn(page)]).toEqual([state, []]);
      expect([state, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([state, width]);
    };
    await look('empty');
    letter.take(3);
    await sendButton(page).click();
    await page.locator('[data-step="downloaded"][data-state="waiting"]').waitFor();
    await look('on its way');
    letter.take(3);
    await page.locator('.sb-notice').waitFor();
    await look('answered');
    expect(faults).toEqual([]);
  },
);
