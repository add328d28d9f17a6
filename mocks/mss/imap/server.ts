import { createServer, type Server } from 'node:net';
import { listening } from '../../host/index.ts';
import { Connection, type Shared } from './connection.ts';
import { defaultImapLimits, type ImapHost, type ImapListener, type ImapOptions } from './imap-options.ts';
import { operatorContext } from './tls-settings.ts';

/**
 * Starts the operator's IMAP server: two listeners, both by STARTTLS. On `psc` a client signs in by XOAUTH2; on `app`
 * its certificate is due, and PLAIN or LOGIN names the mailbox (facts, MSS §3).
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startImap(options: ImapOptions): Promise<ImapHost> {
  const state = new ImapServer(options);
  const psc = await state.open('psc');
  const app = await state.open('app').catch(async (thrown: unknown) => {
    await state.stop();
    throw thrown;
  });
  return {
    ports: { psc, app },
    get failure() {
      return state.failure;
    },
    sessions: () => state.connections.map(({ facts }) => facts),
    cut: (address) => state.cut(address),
    sweep: (idleMs) => state.sweep(idleMs),
    stop: () => state.stop(),
  };
}

/**
 * Starts one more `psc` listener, that does wrong what `options.tls` says.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startImapListener(
  options: ImapOptions,
): Promise<{ port: number; readonly failure: unknown; stop(): Promise<void> }> {
  const state = new ImapServer(options);
  const port = await state.open('psc');
  return {
    port,
    get failure() {
      return state.failure;
    },
    stop: () => state.stop(),
  };
}

class ImapServer {
  readonly #shared: Shared;
  readonly #servers: Server[] = [];
  readonly #connections = new Map<Connection, Promise<void>>();
  readonly #counts: Record<ImapListener, number> = { psc: 0, app: 0 };
  #literals = 0;
  failure: unknown;

  constructor(options: ImapOptions) {
    const limits = options.limits ?? defaultImapLimits;
    this.#shared = {
      options,
      limits,
      context: operatorContext(options),
      reserve: (bytes) => {
        if (this.#literals + bytes > limits.literals) return false;
        this.#literals += bytes;
        return true;
      },
      release: (bytes) => {
        this.#literals -= bytes;
      },
      onFailure: (thrown) => {
        this.failure ??= thrown;
      },
    };
  }

  get connections(): Connection[] {
    return [...this.#connections.keys()];
  }

  /** Opens a listener, and gives its port. */
  async open(listener: ImapListener): Promise<number> {
    const { options } = this.#shared;
    // Without delay: an answer of two packets would else wait for the client's acknowledgement (facts, MSS §10).
    const server = createServer({ noDelay: true, allowHalfOpen: true, keepAlive: true }, (socket) => {
      if (this.#counts[listener] >= this.#shared.limits.connections) {
        socket.on('error', () => undefined).end('* BYE [LIMIT] Trop de connexions\r\n');
        socket.destroySoon();
        return;
      }
      this.#serve(new Connection(socket, listener, this.#shared), listener);
    });
    const port = await listening(server, { listen: options.listen, port: options.ports[listener] });
    this.#servers.push(server);
    return port;
  }

  cut(address?: string): number {
    const key = address?.toLowerCase();
    const chosen = this.connections.filter(({ facts }) => key === undefined || facts.address?.toLowerCase() === key);
    for (const connection of chosen) connection.cut();
    return chosen.length;
  }

  sweep(idleMs: number): void {
    const last = this.#shared.options.environment.clock.now() - idleMs;
    const silent = this.connections.filter((connection) => connection.lastSeen < last);
    for (const connection of silent) connection.cut('Delai de silence depasse');
  }

  async stop(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    const served = [...this.#connections.values()];
    for (const connection of this.connections) connection.cut();
    await Promise.all([...closed, ...served]);
  }

  #serve(connection: Connection, listener: ImapListener): void {
    this.#counts[listener] += 1;
    const served = connection
      .run()
      .catch((thrown: unknown) => this.#shared.onFailure(thrown))
      .finally(() => {
        this.#counts[listener] -= 1;
        this.#connections.delete(connection);
      });
    this.#connections.set(connection, served);
  }
}
