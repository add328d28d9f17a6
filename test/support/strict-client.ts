import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { documentedSuites } from '../../mocks/mss/tls-profile.ts';
import type { TestPki } from '../../mocks/pki/index.ts';

/**
 * What a client does after ECO 1.1.1 to 1.1.10, revocation apart: TLS 1.2 at least, the six suites, DHE of 2048 bits, curves
 * of 256, and the one authority of the range `Élémentaire Organisation`.
 */
export function strictOptions({ organisations }: TestPki): ConnectionOptions {
  return {
    ca: organisations.pem,
    // The range is the intermediate authority: a client that trusts the root trusts the other ranges too.
    allowPartialTrustChain: true,
    minVersion: 'TLSv1.2',
    ciphers: documentedSuites['v1.0'].join(':'),
    ecdhCurve: 'P-256:P-384:P-521',
    minDHSize: 2048,
  };
}

/** The same, which looks for revocation (ECO 1.1.6). OpenSSL wants the list of each authority of the chain, the root's too. */
export async function revocationOptions(pki: TestPki): Promise<ConnectionOptions> {
  const crl = await Promise.all([pki.organisations.revocationList(), pki.root.revocationList()]);
  return { ...strictOptions(pki), ca: pki.chain, allowPartialTrustChain: false, crl };
}

/** Negotiates TLS after STARTTLS; gives the cipher, or why the client or the server refused. */
export async function handshake(protocol: 'smtp' | 'imap', port: number, options: ConnectionOptions): Promise<string> {
  const raw = connectTcp(port, '127.0.0.1').on('error', () => undefined);
  try {
    await line(raw);
    if (protocol === 'smtp') await said(raw, 'EHLO client.test');
    await said(raw, protocol === 'smtp' ? 'STARTTLS' : 'a STARTTLS');
    return await negotiated(raw, options);
  } finally {
    raw.destroy();
  }
}

function negotiated(raw: Socket, options: ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTls({ socket: raw, servername: 'localhost', ...options });
    socket.once('secureConnect', () => resolve(socket.getCipher().name));
    socket.once('error', (reason: NodeJS.ErrnoException) => resolve(reason.code ?? reason.message));
    socket.once('close', () => resolve('fermé'));
  });
}

async function said(socket: Socket, command: string): Promise<void> {
  socket.write(`${command}\r\n`);
  await line(socket);
}

function line(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!/(?:^|\n)(?:\d{3} .*|[a*] .*)\r\n$/.test(text)) return;
      socket.off('data', look);
      resolve();
    };
    socket.on('data', look);
    socket.once('close', () => reject(new Error(`closed after ${text}`)));
  });
}
