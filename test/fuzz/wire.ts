import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';

/** Where a wire goes; over TLS from the first byte when it has `tls`. */
export interface Address {
  port: number;
  tls?: ClientTls;
}

/** What a client trusts and shows. */
export type ClientTls = Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;

/** Sessions taken up again: a whole handshake costs more than most inputs. */
const sessions = new Map<number, Buffer>();

/** One connection: all that comes is kept until it is taken. */
export class Wire {
  closed = false;
  #socket: Socket;
  #chunks: Buffer[] = [];
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  static open({ port, tls }: Address): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const ready = (): void => {
        socket.removeListener('error', reject);
        resolve(new Wire(socket));
      };
      const socket: Socket =
        tls === undefined
          ? connectTcp({ host: '127.0.0.1', port, noDelay: true }, ready)
          : secured({ port, tls }, ready);
      socket.once('error', reject);
    });
  }

  /** Negotiates TLS over it, as after STARTTLS. */
  upgrade(port: number, tls: ClientTls): Promise<void> {
    const raw = this.#socket;
    raw.removeAllListeners();
    return new Promise((resolve, reject) => {
      const socket: TLSSocket = secured({ port, tls, over: raw }, () => {
        socket.removeListener('error', reject);
        this.#socket = socket;
        this.#listen();
        resolve();
      });
      socket.once('error', reject);
      raw.once('close', () => reject(new Error('coupé pendant la négociation')));
    });
  }

  write(bytes: Buffer | string): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** Says that nothing more will be written. */
  finish(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** What came since the last take, which stays here. */
  peek(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  take(): Buffer {
    const bytes = this.peek();
    this.#chunks = [];
    return bytes;
  }

  /** Resolves when `done` holds of what came, when the server closed, or after `ms`; tells whether `done` holds. */
  async until(done: (bytes: Buffer) => boolean, ms: number): Promise<boolean> {
    const limit = performance.now() + ms;
    for (;;) {
      if (done(this.peek())) return true;
      const left = limit - performance.now();
      if (this.closed || left <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#wake();
    });
    socket.on('error', () => undefined);
    const over = (): void => {
      this.closed = true;
      this.#wake();
    };
    socket.once('end', over);
    socket.once('close', over);
  }
}

/** TLS to a listener, over a connection to it or over its own; its last session is taken up again. */
function secured({ port, tls, over }: { port: number; tls: ClientTls; over?: Socket }, ready: () => void): TLSSocket {
  const session = sessions.get(port);
  const options = {
    ...(over === undefined ? { host: '127.0.0.1', port } : { socket: over }),
    servername: 'localhost',
    ...tls,
    ...(session === undefined ? {} : { session }),
  };
  const socket = connectTls(options, ready);
  socket.on('session', (ticket) => sessions.set(port, ticket));
  return socket;
}
