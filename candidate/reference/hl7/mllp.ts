import { connect, createServer, type Server, type Socket } from 'node:net';
import { CabinetError } from '../cabinet-error.ts';
import type { Endpoint } from '../services.ts';

const [start, end, close] = [0x0b, 0x1c, 0x0d];

/** Longest message taken, in bytes. */
const longest = 20_000_000;

/** Milliseconds that a partner has to acknowledge. */
const patience = 10_000;

/** A message in its block. */
function block(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from([start]), message, Buffer.from([end, close])]);
}

/** Gives each message that the chunks of a connection make; cuts a connection that goes on without end. */
function onMessages(socket: Socket, take: (message: Buffer) => void): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const from = pending.indexOf(start);
      const to = pending.indexOf(end, Math.max(from, 0));
      if (from === -1) pending = Buffer.alloc(0);
      if (from === -1 || to === -1) break;
      take(pending.subarray(from + 1, to));
      pending = pending.subarray(to + 1);
    }
    if (pending.length > longest) socket.destroy();
  });
}

/** Sends one message and gives what the partner acknowledges; rejects with a French reason. */
export function sendMllp({ host, port }: Endpoint, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const fail = (reason: string): void => {
      socket.destroy();
      reject(new CabinetError('service_indisponible', reason));
    };
    socket.setTimeout(patience, () => fail('aucun acquittement reçu'));
    socket.once('connect', () => socket.write(block(message)));
    socket.once('error', () => fail('plateforme d’interopérabilité injoignable'));
    socket.once('close', () => fail('connexion coupée sans acquittement'));
    onMessages(socket, (answer) => {
      resolve(answer);
      socket.destroy();
    });
  });
}

/** A listener of messages. */
export interface MllpListener {
  /** Resolves once it listens, or with why it can't. */
  ready: Promise<string | null>;
  close(): void;
}

/** Listens for messages; each is answered with what `answer` gives, or with nothing. */
export function listenMllp(
  { host, port }: Endpoint,
  answer: (message: Buffer) => Promise<Buffer | null>,
): MllpListener {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The partner has left: there is nobody to answer.
    socket.on('error', () => socket.destroy());
    onMessages(socket, (message) => {
      void answer(message).then((said) => {
        if (said === null) socket.end();
        else socket.write(block(said));
      });
    });
  });
  const ready = new Promise<string | null>((resolve) => {
    server.once('error', ({ message }) => resolve(message));
    server.listen(port, host, () => resolve(null));
  });
  return {
    ready,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
