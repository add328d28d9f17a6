import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { type EvidenceStore, messageOf, type TlsFacts } from '../../../core/index.ts';
import { acceptedPeer, refusedPeer, watchHandshake } from '../../host/tls-peer.ts';
import { clientHelloFacts } from '../client-hello.ts';
import { peekClientHello } from '../peek-client-hello.ts';
import { HandshakeFailure } from './interruption.ts';

/** How to negotiate. */
export interface UpgradeOptions {
  context: SecureContext;
  /** Asks for a client certificate, and refuses one that leads to no trusted authority. */
  mutual: boolean;
  /** Whether a client certificate is revoked. */
  revoked?: ((certificate: X509Certificate) => boolean) | undefined;
  /** Milliseconds. */
  timeout: number;
  store: EvidenceStore;
}

/** What came of a negotiation. */
export type Upgrade =
  | { ok: true; socket: TLSSocket; tls: TlsFacts; units: string[] }
  | { ok: false; socket: TLSSocket; tls: TlsFacts };

/** The handle that a TLS socket has while it lives, which Node's types leave out. */
interface VerifyingHandle {
  ssl?: { verifyError?: () => (Error & { code?: string }) | null };
}

/** Negotiates TLS on a socket that has just announced it, and keeps what the client offered. */
export async function upgrade(raw: Socket, options: UpgradeOptions): Promise<Upgrade> {
  const hello = await peekClientHello(raw, options.timeout);
  const socket = new TLSSocket(raw, {
    isServer: true,
    secureContext: options.context,
    requestCert: options.mutual,
    rejectUnauthorized: options.mutual,
  });
  watchHandshake(socket);
  const failure = await handshake(socket, options);
  const offered = await clientHelloFacts(hello, options.store);
  const clientHello = offered === undefined ? {} : { clientHello: offered };
  if (failure !== undefined) {
    const tls = await refusedPeer(socket, failure, options.store);
    socket.destroy();
    return { ok: false, socket, tls: { ...tls, ...clientHello } };
  }
  const { tls } = await acceptedPeer(socket, options.store);
  return { ok: true, socket, tls: { ...tls, ...clientHello, authorized: options.mutual }, units: unitsOf(socket) };
}

/** Why the negotiation failed; undefined when it went well. */
function handshake(socket: TLSSocket, options: UpgradeOptions): Promise<Error | undefined> {
  const { mutual, timeout } = options;
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(new HandshakeFailure('ERR_TLS_HANDSHAKE_TIMEOUT')), timeout);
    // A client that leaves in the middle only closes its side, which is seen by reading.
    const look = (): unknown => socket.read(0);
    const end = (failure?: Error): void => {
      clearTimeout(timer);
      socket.off('readable', look);
      resolve(failure);
    };
    socket.on('readable', look);
    socket.once('end', () => end(new HandshakeFailure('ECONNRESET')));
    socket.on('error', end);
    // Where Node tells what failed before the handshake's end; it is not in the types.
    (socket as NodeJS.EventEmitter).on('_tlsError', end);
    socket.once('close', () => end(new HandshakeFailure('ECONNRESET')));
    socket.once('secure', () => end(mutual ? certificateFailure(socket, options) : undefined));
  });
}

/**
 * A `TLSSocket` made by hand asks for the certificate, but whoever makes it has to judge it (facts, MSS §10). Without
 * the means to judge, nobody passes.
 */
function certificateFailure(socket: TLSSocket, { revoked }: UpgradeOptions): Error | undefined {
  const { ssl } = socket as unknown as VerifyingHandle;
  if (ssl?.verifyError === undefined) return new HandshakeFailure('certificat non vérifiable');
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return new HandshakeFailure('certificat absent');
  if (revoked?.(certificate) === true) return new HandshakeFailure('CERT_REVOKED');
  const failure = ssl.verifyError();
  return failure === null ? undefined : new HandshakeFailure(failure.code ?? messageOf(failure));
}

function unitsOf(socket: TLSSocket): string[] {
  const units: unknown = socket.getPeerX509Certificate()?.toLegacyObject().subject?.OU;
  return [units].flat().filter((unit) => typeof unit === 'string');
}
