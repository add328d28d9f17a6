import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';

/** Certificate and key, PEM. */
interface Credential {
  cert: string;
  key: string;
}

/** A far end that answers what its client tells it to. */
export interface Rogue {
  port: number;
  stop(): Promise<void>;
}

/** An HTTPS server whose answer is the base64 in the body of the request, byte for byte; it then leaves. */
export function rogueHttps(credential: Credential): Promise<Rogue> {
  return listening(
    createTlsServer(credential, (socket) => {
      let received = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const at = received.indexOf('\r\n\r\n');
        if (at === -1) return;
        const length = Number(/content-length: *(\d+)/i.exec(received.toString('latin1', 0, at))?.[1] ?? 0);
        if (received.length < at + 4 + length) return;
        socket.end(Buffer.from(received.toString('latin1', at + 4), 'base64'));
      });
    }),
  );
}

/** A mail server that says yes to everything, and answers the base64 behind `NOOP` byte for byte. */
export function rogueMail(protocol: 'smtp' | 'imap', credential: Credential): Promise<Rogue> {
  return listening(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(protocol === 'smtp' ? '220 lointain\r\n' : '* OK lointain\r\n');
      talk(socket, protocol, credential);
    }),
  );
}

function talk(socket: Socket, protocol: 'smtp' | 'imap', credential: Credential): void {
  let pending = '';
  socket.on('data', function listen(chunk: Buffer) {
    pending += chunk.toString('latin1');
    for (let at = pending.indexOf('\n'); at !== -1; at = pending.indexOf('\n')) {
      const line = pending.slice(0, at).trimEnd();
      pending = pending.slice(at + 1);
      const told = /(?:^|\s)NOOP ([A-Za-z0-9+/=]+)$/i.exec(line)?.[1];
      const tag = protocol === 'smtp' ? '' : (line.split(' ')[0] ?? '*');
      socket.write(told === undefined ? agreement(protocol, tag, line) : Buffer.from(told, 'base64'));
      if (!/(?:^|\s)STARTTLS$/i.test(line)) continue;
      socket.off('data', listen);
      const secured = new TLSSocket(socket, { isServer: true, ...credential });
      secured.on('error', () => socket.destroy());
      return talk(secured, protocol, credential);
    }
  });
}

function agreement(protocol: 'smtp' | 'imap', tag: string, line: string): string {
  if (protocol === 'imap') return `${tag} OK fait\r\n`;
  if (/^EHLO/i.test(line)) return '250-lointain\r\n250 STARTTLS\r\n';
  if (/^STARTTLS/i.test(line)) return '220 go\r\n';
  if (/^DATA/i.test(line)) return '354 go\r\n';
  if (/^HELP/i.test(line)) return '214 rien\r\n';
  return /^QUIT/i.test(line) ? '221 bye\r\n' : '250 OK\r\n';
}

function listening(server: Server): Promise<Rogue> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => open.add(socket.once('close', () => open.delete(socket))));
  server.on('tlsClientError', () => undefined);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        stop: () => {
          for (const socket of open) socket.destroy();
          return new Promise((done) => server.close(() => done()));
        },
      });
    });
  });
}
