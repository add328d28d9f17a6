import { SMTPServer } from 'smtp-server';

/** Options of the library's server. */
export type ServerOptions = NonNullable<ConstructorParameters<typeof SMTPServer>[0]>;
type ServerConnection = SMTPServer['connections'] extends Set<infer Connection> ? Connection : never;

/** A server that serves only what its front sends. */
export class FrontedServer extends SMTPServer {
  readonly #bind: (id: string, ordinal: number) => boolean;

  constructor(options: ServerOptions, bind: (id: string, ordinal: number) => boolean) {
    super(options);
    this.#bind = bind;
  }

  override connect(...[socket, options]: Parameters<SMTPServer['connect']>): void {
    if (!this.#bind(options?.id ?? '', options?.remotePort ?? 0)) {
      socket.destroy();
      return;
    }
    super.connect(socket, options);
    const connection = [...this.connections].at(-1);
    if (connection !== undefined) greetNow(connection);
  }
}

/** The library greets after 100 ms, to unmask those who talk first; a bench with a mail a scenario would feel it. */
function greetNow(connection: ServerConnection): void {
  const greet = connection.connectionReady.bind(connection);
  let greeted = false;
  connection.connectionReady = () => {
    if (!greeted) greet();
    greeted = true;
  };
  setImmediate(() => connection.connectionReady());
}
