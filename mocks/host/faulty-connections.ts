import type { Socket } from 'node:net';

/** Which connections were opened while their server went wrong on purpose, by the address and port of their client. */
export class FaultyConnections {
  readonly #faults = new Map<string, string>();

  /** A connection is opened, under a fault or none. */
  opened(socket: Socket, fault: string | undefined): void {
    if (fault === undefined) this.#faults.delete(keyOf(socket));
    else this.#faults.set(keyOf(socket), fault);
  }

  /** The fault under which a connection was opened; `socket` may be the one of TLS, above it. */
  of(socket: Socket): string | undefined {
    return this.#faults.get(keyOf(socket));
  }
}

function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
