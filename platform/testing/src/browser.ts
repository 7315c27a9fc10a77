import type { Browser } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.ts';

/** A browser to test pages in, or why there is none. */
export type OpenedBrowser = { readonly browser: Browser; readonly reason?: never } | { readonly reason: string };

/** Root may not use Chromium's own sandbox; it opens nothing but our own pages. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/**
 * Opens a headless Chromium: the one that SAMBAND_TEST_BROWSER names, else the one that comes with npm, with its own
 * libraries where the system lacks them. Does without a network. The caller closes it.
 */
export async function openBrowser(): Promise<OpenedBrowser> {
  const { chromium } = await import('playwright-core');
  const named = process.env['SAMBAND_TEST_BROWSER'];
  if (named) return { browser: await chromium.launch({ executablePath: named, args }) };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      reason: 'the browser that comes with npm is for Linux on x64; SAMBAND_TEST_BROWSER names another Chromium',
    };
  }
  const { program, libraries } = await unpackChromium();
  try {
    return { browser: await chromium.launch({ executablePath: program, args }) };
  } catch (error) {
    if (!String(error).includes('error while loading shared libraries')) throw error;
    const env = { ...process.env, LD_LIBRARY_PATH: libraries };
    return { browser: await chromium.launch({ executablePath: program, args, env }) };
  }
}
