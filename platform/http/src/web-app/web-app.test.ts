import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestServer } from '../test-server.ts';

const html = '<!doctype html><title>the page</title>';
const script = 'console.log("a script")';
const style = 'p { color: red }';
const absentText = 'There is no page yet; build it.';
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-web-app-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, '.stamp'), 'hidden');
  writeFileSync(join(folder, 'secret.pem'), 'not of a type that is served');
  writeFileSync(join(folder, 'assets', 'index-1.js'), script);
  writeFileSync(join(folder, 'assets', 'index-1.js.br'), brotliCompressSync(script));
});
afterAll(() => rmSync(folder, { recursive: true }));

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

function startServer(at = folder) {
  const { server } = createTestServer({ webApp: { folder: at, inlineStyles: [style], absentText } });
  server.post('/things', { config: { open: true } }, () => ({ taken: true }));
  server.get('/things/:id', { config: { open: true } }, () => ({ found: true }));
  stops.push(() => server.stop());
  return server;
}

describe('the page', () => {
  test('is served at the root with its own policy, and asked for again each time', async () => {
    const answer = await startServer().inject('/');

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(html);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
  });

  test('may run our scripts and show our styles and those that are named, and nothing else', async () => {
    const { headers } = await startServer().inject('/');

    const directives = String(headers['content-security-policy']).split('; ');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(directives).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", `style-src 'self' 'sha256-${hash}'`]),
    );
    expect(directives.join()).not.toMatch(/unsafe|https?:|\*/);
  });

  test.each(['/test-centre', '/members/7?tab=2', '/things/a/b'])('is what a browser gets at %s too', async (url) => {
    const answer = await startServer().inject({ url, headers: browser });

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(html);
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
  });

  test('is not sent again to a browser that has it', async () => {
    const server = startServer();
    const { headers } = await server.inject('/');

    const again = await server.inject({ url: '/', headers: { 'if-none-match': `W/${headers.etag}` } });

    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test('has a sentence in its place until it is built', async () => {
    const server = startServer(join(folder, 'nowhere'));

    for (const url of ['/', '/test-centre']) {
      const answer = await server.inject({ url, headers: browser });
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['content-type']).toContain('text/plain');
      expect(answer.body).toBe(`${absentText}\n`);
    }
  });
});

describe('what is no page', () => {
  test.each([
    ['a program at an unknown path', { url: '/unknown', headers: { accept: '*/*' } }, 404],
    ['a program that names no type', { url: '/unknown' }, 404],
    ['another method at an unknown path', { url: '/unknown', method: 'POST', headers: browser }, 404],
    ['a browser at a path that takes another method', { url: '/things', headers: browser }, 405],
    ['a hidden file', { url: '/.stamp' }, 404],
    ['a file of a type that is not served', { url: '/secret.pem' }, 404],
    ['a file by a way around', { url: '/assets/../../../etc/passwd' }, 404],
    ['a script that is gone', { url: '/assets/index-0.js', headers: { accept: '*/*' } }, 404],
  ] as const)('%s gets its problem', async (_, request, status) => {
    const answer = await startServer().inject(request);

    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('a route answers a browser as it answers anybody', async () => {
    const answer = await startServer().inject({ url: '/things/1', headers: browser });

    expect(answer.json()).toEqual({ found: true });
  });
});

describe('its files', () => {
  test('with a hash in their name are kept for ever, others are asked for again', async () => {
    const server = startServer();

    expect((await server.inject('/assets/index-1.js')).headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect((await server.inject('/favicon.svg')).headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'image/svg+xml',
    });
  });

  test.each([
    ['br, gzip', 'br'],
    ['gzip, BR;q=0.5', 'br'],
    ['gzip, br;q=0', undefined],
    ['gzip', undefined],
    ['', undefined],
  ])('are sent small to who takes that: %j', async (accepted, coding) => {
    const url = '/assets/index-1.js';
    const answer = await startServer().inject({ url, headers: { 'accept-encoding': accepted } });

    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers.vary).toBe('accept-encoding');
    const body = coding === 'br' ? brotliDecompressSync(answer.rawPayload) : answer.rawPayload;
    expect(body.toString()).toBe(script);
  });

  test('stay out of the description of the API', async () => {
    const { paths } = (await startServer().inject('/openapi.json')).json() as { paths: object };

    expect(Object.keys(paths)).not.toContain('/favicon.svg');
    expect(Object.keys(paths)).not.toContain('/');
  });
});
