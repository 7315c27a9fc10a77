import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client below HTTP: for what no well-behaved library sends. */
export interface SocketClient {
  send(text: string): void;
  /** Everything received so far, once it holds the text. */
  until(text: string): Promise<string>;
  /** Everything received, once the server has closed the connection. */
  closed(): Promise<string>;
  /** Reads no more, as a client does that cannot keep up. */
  pause(): void;
  end(): void;
}

export async function openSocket(address: string): Promise<SocketClient> {
  const { hostname, port } = new URL(address);
  const socket: Socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
  });
  await once(socket, 'connect');
  socket.on('error', () => {}); // a reset is one of the ways in which a server closes
  const { promise: isClosed, resolve: close } = Promise.withResolvers<void>();
  socket.once('close', () => close());
  return {
    send: (text) => socket.write(text),
    async until(text) {
      while (!received.includes(text)) await once(socket, 'data');
      return received;
    },
    async closed() {
      await isClosed;
      return received;
    },
    pause: () => void socket.pause(),
    end: () => socket.destroy(),
  };
}
