/** A browser without script: keeps cookies, follows nothing by itself. */
export interface Browser {
  readonly cookies: Map<string, { readonly value: string; readonly path: string; readonly attributes: string }>;
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends the form of a page with one of its buttons. */
  submit(page: { url: string; html: string }, fields: Record<string, string>): Promise<Response>;
}

export function openTestBrowser(): Browser {
  const cookies: Browser['cookies'] = new Map();

  async function send(url: string, init: RequestInit): Promise<Response> {
    const { pathname } = new URL(url);
    const sent = [...cookies].filter(([, { path }]) => pathname === path || pathname.startsWith(`${path}/`));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, { value, path: /path=([^;]+)/i.exec(attributes)?.[1] ?? '/', attributes });
    }
    return response;
  }

  return {
    cookies,
    get: (url, headers = {}) => send(url, { headers }),
    submit: ({ url, html }, fields) =>
      send(new URL(/action="([^"]+)"/.exec(html)?.[1] ?? '', url).href, {
        method: 'POST',
        body: new URLSearchParams({ ...hiddenFields(html), ...fields }),
      }),
  };
}

export function hiddenFields(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** The value of the button whose text holds these words. */
export function personButton(html: string, words: string): string {
  return new RegExp(`name="person" value="([^"]+)">[^<]*${words}`).exec(html)?.[1] ?? '';
}
