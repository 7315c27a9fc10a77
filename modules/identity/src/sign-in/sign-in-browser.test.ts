import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBrowser, testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { identityMigrations } from '../migrations.ts';
import { startNode } from '../test-network.ts';
import { exchange, journalSystem, push } from './journal-system-for-tests.ts';

test('a browser without script goes through the log-in and the log-out with the keyboard, held up by no policy', async (context) => {
  const opened = await openBrowser();
  if (!('browser' in opened)) return context.skip(opened.reason);
  const { browser } = opened;
  // At another port, and so another origin: what `form-action` is about.
  const journal = createServer((_request, response) => response.end('journal')).listen(0, '127.0.0.1');
  await new Promise((resolve) => journal.once('listening', resolve));
  const base = `http://127.0.0.1:${(journal.address() as AddressInfo).port}`;
  const [redirectUri, afterSignOutUri] = [`${base}/signed-in`, `${base}/signed-out`];
  try {
    const node = await startNode(await testDatabase([identityMigrations]), { testPersons: true });
    const system = await journalSystem(node, {
      ...{ redirectUris: [redirectUri], postLogoutRedirectUris: [afterSignOutUri] },
    });
    const pushed = await push(system, { redirect_uri: redirectUri });
    const page = await browser.newPage({ javaScriptEnabled: false, locale: 'nb-NO' });

    await page.goto(pushed.url);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Velg hvem du er');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${redirectUri}**`);
    const tokens = await exchange(system, { ...pushed, returned: new URL(page.url()) });
    expect(tokens.claims()?.['family_name']).toBe('Testlege');

    const query = new URLSearchParams({
      client_id: system.client.clientId,
      post_logout_redirect_uri: afterSignOutUri,
    });
    await page.goto(`${node.url}/connect/endsession?${query}`);
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.waitForURL(afterSignOutUri);
  } finally {
    await browser.close();
    journal.close();
  }
});
