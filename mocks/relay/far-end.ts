import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { ProbantError } from '../../core/index.ts';

/** A real platform, or another bench, behind the relay. */
export interface FarEnd {
  /** `https://host:port/path` for a web service; `smtp://host:port`, `imap://host:port` for mail. */
  url: URL;
  /** PEM of the authorities that its certificate must lead to; empty: those that Node trusts. */
  authorities: readonly string[];
  /** What Probant shows it: PEM of the certificate with its intermediates, and of the key. */
  credential?: { cert: string; key: string };
}

/** Longest wait for a connection or a negotiation with a far end, in milliseconds. */
const patience = 15_000;

/** Opens a TCP connection to a far end. Rejects with Node's error. */
export function dial({ url }: FarEnd): Promise<Socket> {
  return settled(connectTcp({ host: hostOf(url), port: Number(url.port) || defaultPorts[url.protocol] || 443 }), {
    event: 'connect',
    adresse: url.host,
  });
}

/** Negotiates TLS with a far end, over a connection that is open; a certificate that is not trusted is refused. */
export function secure(socket: Socket, { url, authorities, credential }: FarEnd): Promise<TLSSocket> {
  const host = hostOf(url);
  const options: ConnectionOptions = {
    socket,
    host,
    minVersion: 'TLSv1.2',
    ...(authorities.length === 0 ? {} : { ca: [...authorities] }),
    ...credential,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
  };
  return settled(connectTls(options), { event: 'secureConnect', adresse: url.host });
}

/** What a far end that takes too long is told by. */
export function tooLate(adresse: string): ProbantError {
  return new ProbantError('plateforme_injoignable', { adresse, detail: 'délai dépassé' });
}

const defaultPorts: Readonly<Record<string, number>> = { 'https:': 443, 'smtp:': 587, 'imap:': 143 };

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function settled<S extends Socket>(socket: S, { event, adresse }: { event: string; adresse: string }): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const late = (): void => fail(tooLate(adresse));
    socket.setTimeout(patience, late);
    socket.once('error', fail);
    socket.once(event, () => {
      socket.setTimeout(0);
      socket.off('timeout', late);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
