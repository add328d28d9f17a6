import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { type EvidenceStore, messageOf, sha256, type TlsFacts } from '../../core/index.ts';

/** What a socket showed of itself while it was still open. */
interface Glimpse {
  version: string;
  cipher: string;
  serverName?: string;
  certificate?: X509Certificate;
}

const glimpses = new WeakMap<TLSSocket, Glimpse>();

/**
 * Looks at a handshake as it ends, before Node judges the client certificate: a refused socket is destroyed at once,
 * and its certificate could then not be kept with the refusal.
 */
export function watchHandshake(socket: TLSSocket): void {
  if (glimpses.has(socket)) return;
  glimpses.set(socket, { version: '', cipher: '' });
  // Reading it now keeps it readable once the socket is closed.
  socket.remoteAddress;
  socket.prependOnceListener('secure', () => glimpses.set(socket, look(socket)));
}

/**
 * The TLS facts of a connection whose handshake ended well, and the common names of its client certificate.
 * Where no certificate is asked for, there is none and the facts say `authorized: false`.
 */
export async function acceptedPeer(
  socket: TLSSocket,
  store: EvidenceStore,
): Promise<{ tls: TlsFacts; commonNames: string[] }> {
  const glimpse = look(socket);
  return { tls: await facts(glimpse, store, socket.authorized), commonNames: commonNamesOf(glimpse.certificate) };
}

/** The TLS facts of a connection that was refused, as far as its handshake went. */
export async function refusedPeer(socket: TLSSocket, reason: Error | string, store: EvidenceStore): Promise<TlsFacts> {
  const glimpse = glimpses.get(socket) ?? { version: '', cipher: '' };
  return { ...(await facts(glimpse, store, false)), error: refusalReason(socket, reason) };
}

function look(socket: TLSSocket): Glimpse {
  const certificate = socket.getPeerX509Certificate();
  // `servername` is false, not absent, when the client names no server.
  const serverName: unknown = (socket as { servername?: unknown }).servername;
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.standardName ?? '',
    ...(typeof serverName === 'string' ? { serverName } : {}),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

async function facts(glimpse: Glimpse, store: EvidenceStore, authorized: boolean): Promise<TlsFacts> {
  const { certificate, ...connection } = glimpse;
  if (certificate === undefined) return { ...connection, authorized };
  const peer = {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serial: certificate.serialNumber,
    sha256: sha256(certificate.raw),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    certificate: await store.put(certificate.raw),
  };
  return { ...connection, peer, authorized };
}

/** The verdict on the certificate where there was one, else what OpenSSL says. */
function refusalReason(socket: TLSSocket, reason: Error | string): string {
  if (typeof reason === 'string') return reason;
  const verdict: unknown = socket.authorizationError;
  if (typeof verdict === 'string') return verdict;
  const code = 'code' in reason && typeof reason.code === 'string' ? reason.code : messageOf(reason);
  return code === 'ECONNRESET' ? 'connexion coupée pendant la négociation' : code;
}

function commonNamesOf(certificate: X509Certificate | undefined): string[] {
  const names: unknown = certificate?.toLegacyObject().subject?.CN;
  return [names].flat().filter((name) => typeof name === 'string');
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ');
}
