import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { ProbantError } from '../../core/index.ts';

/** Where a server listens. */
export interface ListenOptions {
  /** Address of the machine. */
  listen: string;
  /** 0 takes any free port. */
  port: number;
}

/**
 * Makes a server listen, and tells on which port.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export function listening(server: Server, { listen, port }: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown: NodeJS.ErrnoException) => {
      const details = { adresse: `${listen}:${port}`, detail: thrown.message };
      reject(new ProbantError(thrown.code === 'EADDRINUSE' ? 'port_occupe' : 'adresse_inutilisable', details, thrown));
    });
    server.listen(port, listen, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Stops listening, cuts what is open, and resolves once all is closed. */
export function closed(server: HttpServer | HttpsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A name as an address writes it: IPv6 in brackets. */
export function authority(name: string): string {
  return name.includes(':') ? `[${name}]` : name;
}
