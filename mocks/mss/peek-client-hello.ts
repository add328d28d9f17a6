import type { Socket } from 'node:net';
import { clientHelloCap } from './client-hello.ts';
import { ClientHelloWatcher } from './client-hello-watcher.ts';

/**
 * Looks at the first bytes of a TLS client on a socket whose server is about to negotiate, and puts them back: a
 * `TLSSocket` made on it afterwards (in the same turn) reads them. For a server that answers STARTTLS by itself.
 *
 * Resolves with what came, be it nothing, once the ClientHello is whole, the client leaves, or `timeoutMs` have passed.
 */
export function peekClientHello(socket: Socket, timeoutMs = 10_000): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const watcher = new ClientHelloWatcher();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      socket.off('data', take).off('end', finish).off('close', finish).off('error', finish);
      socket.pause();
      const bytes = Buffer.concat(chunks);
      if (bytes.length > 0 && !socket.destroyed && !socket.readableEnded) socket.unshift(bytes);
      resolve(watcher.bytes ?? Buffer.alloc(0));
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      watcher.add(chunk);
      const length = chunks.reduce((sum, part) => sum + part.length, 0);
      // Bytes that are not TLS: the negotiation will say so.
      if (watcher.done || watcher.bytes === undefined || length >= clientHelloCap) finish();
    };
    const timer = setTimeout(finish, timeoutMs);
    socket.on('data', take).once('end', finish).once('close', finish).once('error', finish);
    if (socket.destroyed) finish();
    else socket.resume();
  });
}
