import { connect, createServer, isIP, type Socket } from 'node:net';
import { listening } from '../host/index.ts';
import { ClientHelloWatcher } from './client-hello-watcher.ts';

const loopback = '127.0.0.1';

/** A client's connection, seen before its server sees it. */
export interface FrontConnection {
  /** Ordinal of the connection, the source port of the PROXY header given to the server. */
  readonly id: number;
  readonly remoteAddress: string;
  /** What the client wrote in clear, and its ClientHello. */
  readonly watcher: ClientHelloWatcher;
  /** Cuts it, without a word. */
  destroy(): void;
}

/** Where a front listens, and what it stands before. */
export interface FrontOptions {
  listen: string;
  port: number;
  /** Port of the server, on the loopback; it reads the PROXY protocol, version 1. */
  innerPort: number;
  /** Connections open at one time; one more is cut. */
  connections: number;
  /** Longest life of a connection, in milliseconds: a client that trickles bytes is never idle. */
  lifeMs: number;
  onOpen(connection: FrontConnection): void;
  onClose(connection: FrontConnection): void;
}

/** A running front. */
export interface Front {
  port: number;
  /** Stops listening and cuts what is open. */
  stop(): Promise<void>;
}

/**
 * A TCP relay, in the process, before a server that wraps its sockets in TLS by itself: it sees the bytes of the
 * handshake, which the server's own sockets no longer show once TLS has taken them.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function openFront(options: FrontOptions): Promise<Front> {
  const open = new Set<Relay>();
  let last = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    if (open.size >= options.connections) {
      socket.on('error', () => undefined).destroy();
      return;
    }
    last += 1;
    const relay = new Relay(last, socket, options.innerPort);
    const life = setTimeout(() => relay.destroy(), options.lifeMs);
    open.add(relay);
    options.onOpen(relay);
    relay.onClosed(() => {
      clearTimeout(life);
      open.delete(relay);
      options.onClose(relay);
    });
  });
  const port = await listening(server, options);
  return {
    port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const relay of open) relay.destroy();
      await closed;
    },
  };
}

/** One connection, both ways; what one side still has to give is given before the other is closed. */
class Relay implements FrontConnection {
  readonly id: number;
  readonly remoteAddress: string;
  readonly watcher = new ClientHelloWatcher();
  readonly #outer: Socket;
  readonly #inner: Socket;

  constructor(id: number, outer: Socket, innerPort: number) {
    this.id = id;
    this.#outer = outer;
    this.remoteAddress = outer.remoteAddress ?? '';
    this.#inner = connect({ port: innerPort, host: loopback, allowHalfOpen: true, noDelay: true });
    this.#inner.write(proxyHeader(this.remoteAddress, id));
    this.#watch();
  }

  destroy(): void {
    this.#outer.destroy();
    this.#inner.destroy();
  }

  /** Tells when both sides are closed. */
  onClosed(closed: () => void): void {
    this.#passEnd(this.#outer, this.#inner, closed);
    this.#passEnd(this.#inner, this.#outer, closed);
  }

  #watch(): void {
    const look = (chunk: Buffer): void => {
      this.watcher.add(chunk);
      if (this.watcher.done) this.#outer.off('data', look);
    };
    this.#outer.on('data', look);
    this.#outer.pipe(this.#inner);
    this.#inner.pipe(this.#outer);
  }

  #passEnd(socket: Socket, other: Socket, closed: () => void): void {
    socket.on('error', () => other.destroySoon());
    socket.once('close', () => {
      other.destroySoon();
      if (other.closed) closed();
    });
  }
}

/** The PROXY protocol, version 1: the client's address, and the connection's ordinal in the place of its port. */
function proxyHeader(address: string, id: number): string {
  const source = isIP(address) === 0 ? loopback : address;
  return `PROXY TCP${isIP(source)} ${source} ${loopback} ${id} 0\r\n`;
}
