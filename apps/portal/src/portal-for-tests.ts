import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createHttpServer, type FastifyPluginAsyncTypebox } from '@samband/http';
import { createLogger } from '@samband/log';
import { renderedStyle } from '@samband/standards';
import { createMetrics } from '@samband/telemetry';
import { testCentreRoutes } from '@samband/test-centre';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '../../..');

/** Where an example message of the project lies. */
export const examplePath = (name: string): string => join(root, 'examples', `${name}.xml`);

export interface TestPortal {
  readonly url: string;
  stop(): Promise<void>;
}

/** The portal as it is now, and the part of the network that it asks, on a port of their own; with more routes, those too. */
export async function startPortal(more: readonly FastifyPluginAsyncTypebox[] = []): Promise<TestPortal> {
  execFileSync(process.execPath, [join(root, 'tools/build-portal.mjs')], { stdio: 'pipe' });
  const server = createHttpServer({
    log: createLogger({ level: 'error' }),
    metrics: createMetrics(),
    publicUrl: 'http://127.0.0.1',
    webApp: { folder: join(import.meta.dirname, '../dist'), inlineStyles: [renderedStyle], absentText: 'not built' },
  });
  await server.register(testCentreRoutes());
  for (const routes of more) await server.register(routes);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, stop: () => server.stop() };
}

export type Language = 'nb' | 'nn' | 'en';
export type Theme = 'light' | 'dark';

export interface Visitor {
  readonly language?: Language;
  readonly theme?: Theme;
  /** 390 is a phone. */
  readonly width?: 390 | 1440;
}

export interface Visit {
  readonly page: Page;
  /** What went wrong without being seen: errors of the page, and requests to anybody but us. */
  readonly faults: string[];
  close(): Promise<void>;
}

const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };

/** Somebody's browser at the start page. Asking for anything that is not ours is a fault. */
export async function visit(
  browser: Browser,
  url: string,
  { language = 'nb', theme = 'light', width = 1440 }: Visitor = {},
): Promise<Visit> {
  const isPhone = width === 390;
  const options: BrowserContextOptions = {
    viewport: { width, height: isPhone ? 844 : 900 },
    locale: LOCALES[language],
    colorScheme: theme,
    reducedMotion: 'reduce', // nothing is half way when it is looked at
    hasTouch: isPhone,
    isMobile: isPhone,
  };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(`${url}/`) && !asked.startsWith('blob:')) faults.push(`asked for ${asked}`);
  });
  await page.goto(`${url}/`);
  await page.locator('.sb-drop').waitFor();
  return { page, faults, close: () => context.close() };
}

/**
 * What axe has to say of a page, rule and place: all its rules, best practices too. The frame of a rendered document is
 * left out, because nothing runs in it; what is in it is tested where it is written. With `rules`, those alone.
 */
export async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async (runOnly) => {
      const { axe: checker } = globalThis as unknown as { axe: typeof axe };
      const options = { iframes: false, resultTypes: ['violations' as const], ...(runOnly && { runOnly }) };
      const { violations } = await checker.run(document, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    rules && [...rules],
  );
}
