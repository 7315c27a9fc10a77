import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

/** One connection that is kept open, one request at a time. */
export interface HttpConnection {
  /** `head` is the request line and the headers, each line with its end, without the empty line after them. */
  send(head: string, body?: Uint8Array): Promise<Answer>;
  close(): void;
}

const endOfHead = Buffer.from('\r\n\r\n');

/**
 * As little of HTTP/1.1 as the load needs: a client that costs as much as the server would measure itself. Answers
 * without a length are refused.
 */
export function openHttpConnection(port: number): HttpConnection {
  let socket: Socket | undefined;
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  let received: Buffer = Buffer.alloc(0);

  function end(error: Error): void {
    socket?.destroy();
    socket = undefined;
    received = Buffer.alloc(0);
    waiting?.reject(error);
    waiting = undefined;
  }

  function read(chunk: Buffer): void {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    try {
      const answer = readAnswer(received);
      if (!answer) return;
      received = Buffer.alloc(0);
      waiting?.resolve(answer);
      waiting = undefined;
    } catch (error) {
      end(error as Error);
    }
  }

  function open(): Socket {
    const opened = connect(port, 'localhost').setNoDelay(true);
    // What an earlier socket still has to say must not end the one that came after it.
    const ifCurrent = (act: () => void) => socket === opened && act();
    opened.on('data', (chunk) => ifCurrent(() => read(chunk)));
    opened.on('error', (error) => ifCurrent(() => end(error)));
    opened.on('close', () => ifCurrent(() => end(new Error('the server closed the connection'))));
    return opened;
  }

  return {
    send(head, body) {
      return new Promise((resolve, reject) => {
        if (waiting) return reject(new Error('one request at a time'));
        waiting = { resolve, reject };
        socket ??= open();
        socket.cork();
        socket.write(`${head}content-length: ${body?.byteLength ?? 0}\r\n\r\n`);
        if (body) socket.write(body);
        socket.uncork();
      });
    },
    close() {
      const last = socket;
      socket = undefined;
      last?.destroy();
    },
  };
}

/** A whole answer, or undefined while more of it is to come. */
function readAnswer(received: Buffer): Answer | undefined {
  const headEnd = received.indexOf(endOfHead);
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const stated = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (stated === undefined && status !== 204) throw new Error(`an answer without a length: ${head.split('\r\n')[0]}`);
  const bodyStart = headEnd + endOfHead.length;
  const bodyEnd = bodyStart + Number(stated ?? 0);
  if (received.length < bodyEnd) return undefined;
  return { status, head, body: received.subarray(bodyStart, bodyEnd) };
}
