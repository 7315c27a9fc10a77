/** One event as a client of a stream sees it. */
export interface SeenEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads server-sent events (WHATWG HTML §9.2) as the clients of EDI 2.0 do; comments are passed over. */
export function parseEvents(text: string): SeenEvent[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const lines = block.split('\n').filter((line) => !line.startsWith(':'));
    if (lines.length === 0) return [];
    const valuesOf = (field: string) =>
      lines
        .filter((line) => line.startsWith(`${field}:`))
        .map((line) => line.slice(field.length + 1).replace(/^ /, ''));
    return [{ event: valuesOf('event').join(), data: valuesOf('data').join('\n') }];
  });
}

/** A stream that a test has open. */
export interface TestStream {
  readonly response: Response;
  /** The next notification. Rejects when the stream ends first. */
  next(): Promise<Record<string, unknown>>;
  /** What came in all, when the server has ended the stream. */
  ended(): Promise<SeenEvent[]>;
  /** Goes away without a word, as a line that breaks. */
  drop(): void;
}

/** Opens a stream and waits until it says that it is connected; of a refusal only the answer is there. */
export async function openStream(url: string, as: string): Promise<TestStream> {
  const line = new AbortController();
  const headers = { authorization: as, accept: 'text/event-stream' };
  const response = await fetch(url, { headers, signal: line.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let given = 0;

  async function readOn(): Promise<boolean> {
    const { done = true, value = '' } = (await reader?.read()) ?? {};
    text += value;
    return !done;
  }

  async function nextEvent(): Promise<SeenEvent> {
    for (;;) {
      const found = parseEvents(text)[given];
      if (found) {
        given += 1;
        return found;
      }
      if (!(await readOn())) throw new Error(`the stream has ended: ${text}`);
    }
  }

  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    const first = await nextEvent();
    if (first.event !== 'connected') throw new Error(`the stream began with ${first.event}`);
  }
  return {
    response,
    next: async () => JSON.parse((await nextEvent()).data) as Record<string, unknown>,
    async ended() {
      while (await readOn());
      return parseEvents(text);
    },
    drop: () => line.abort(),
  };
}
