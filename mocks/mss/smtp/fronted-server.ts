import { SMTPServer } from 'smtp-server';
import { gateCommands, gateGreeting, type ServerConnection, type ShowFault } from './fault-gate.ts';

/** Options of the library's server. */
export type ServerOptions = NonNullable<ConstructorParameters<typeof SMTPServer>[0]>;

/** What a server is told by whoever stands before it. */
export interface FrontedServerParts {
  /** Ties a session of the server to a connection of the front; false when it did not come through the front. */
  bind(id: string, ordinal: number): boolean;
  show: ShowFault;
}

/** A server that serves only what its front sends. */
export class FrontedServer extends SMTPServer {
  readonly #parts: FrontedServerParts;

  constructor(options: ServerOptions, parts: FrontedServerParts) {
    super(options);
    this.#parts = parts;
  }

  override connect(...[socket, options]: Parameters<SMTPServer['connect']>): void {
    if (!this.#parts.bind(options?.id ?? '', options?.remotePort ?? 0)) {
      socket.destroy();
      return;
    }
    super.connect(socket, options);
    const connection = [...this.connections].at(-1);
    if (connection === undefined) return;
    tellTooBig(connection);
    gateCommands(connection, this.#parts.show);
    greetNow(connection, this.#parts.show);
  }
}

/** The library greets after 100 ms, to unmask those who talk first; a bench with a mail a scenario would feel it. */
function greetNow(connection: ServerConnection, show: ShowFault): void {
  const greet = connection.connectionReady.bind(connection);
  let greeted = false;
  connection.connectionReady = () => {
    if (!greeted) gateGreeting(connection, show, () => greet());
    greeted = true;
  };
  setImmediate(() => connection.connectionReady());
}

/** The library's refusal of a size has no enhanced status: the operator's has (552 5.3.4; facts, MSS §3.7). */
function tellTooBig(connection: ServerConnection): void {
  const send = connection.send.bind(connection);
  connection.send = (code, data, context) =>
    send(code, context === 'MESSAGE_TOO_BIG' ? `5.3.4 ${String(data)}` : data, context);
}
