import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

/** Where a load goes: over TLS when it has `tls`. */
export interface Target {
  host: string;
  port: number;
  tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
}

/** What one request got. */
export interface Reply {
  status: number;
  body: Buffer;
  /** From the first byte written to the last byte read. */
  milliseconds: number;
}

interface Waiting {
  started: number;
  resolve(reply: Reply): void;
  reject(reason: Error): void;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One kept connection that sends bytes prepared before the measure and reads answers framed by `Content-Length`, one at
 * a time. It parses as little as it can: on two cores, a client that works hard measures itself.
 */
export class WireClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (reason) => this.#fail(reason));
    socket.on('close', () => this.#fail(new Error('connexion coupée par le serveur')));
  }

  static open({ host, port, tls }: Target): Promise<WireClient> {
    return new Promise((resolve, reject) => {
      const ready = (): void => {
        socket.removeListener('error', reject);
        socket.setNoDelay(true);
        resolve(new WireClient(socket));
      };
      const socket: Socket =
        tls === undefined
          ? connectTcp({ host, port }, ready)
          : connectTls({ host, port, servername: 'localhost', ...tls }, ready);
      socket.once('error', reject);
    });
  }

  send(bytes: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { started: performance.now(), resolve, reject };
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const at = this.#received.indexOf(headEnd);
    const waiting = this.#waiting;
    if (at === -1 || waiting === undefined) return;
    const head = this.#received.toString('latin1', 0, at);
    const start = at + headEnd.length;
    const end = start + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(end)) this.#fail(new Error(`réponse sans Content-Length : ${head}`));
    else if (this.#received.length >= end) this.#answer(waiting, { head, start, end });
  }

  #answer({ started, resolve }: Waiting, { head, start, end }: { head: string; start: number; end: number }): void {
    const body = this.#received.subarray(start, end);
    this.#received = this.#received.subarray(end);
    this.#waiting = undefined;
    resolve({ status: Number(head.slice(9, 12)), body, milliseconds: performance.now() - started });
  }

  #fail(reason: Error): void {
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
  }
}
