/** One event of a stream (WHATWG HTML §9.2, "Server-sent events"). */
export interface ServerEvent {
  /** `message` when the stream gives none. */
  readonly name: string;
  readonly data: string;
}

/** A notification is a few hundred characters; more than this is no notification. */
const EVENT_SIZE_MAX_CHARACTERS = 1024 * 1024;

/** The events of a stream. Comments (heartbeats) are passed over, and so is an event that an end cuts in half. */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent, void, void> {
  let name = '';
  let data: string[] = [];
  let size = 0;
  for await (const line of readLines(chunks)) {
    if (line === '') {
      if (name !== '' || data.length > 0) yield { name: name || 'message', data: data.join('\n') };
      [name, data, size] = ['', [], 0];
      continue;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? [];
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    size += line.length;
    assertSize(size);
  }
}

/** Lines end with CR LF, LF or CR; a CR at the end of what has come may still be half of a CR LF. */
async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const end = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, end).split(/\r\n|\n|\r/u);
    rest = (lines.pop() ?? '') + rest.slice(end);
    assertSize(rest.length);
    yield* lines;
  }
}

function assertSize(size: number): void {
  if (size <= EVENT_SIZE_MAX_CHARACTERS) return;
  throw new RangeError(`an event of the stream is larger than ${EVENT_SIZE_MAX_CHARACTERS} characters`);
}
