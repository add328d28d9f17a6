import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import {
  type Environment,
  isoNow,
  type Journal,
  messageOf,
  type NewExchange,
  sha256,
  type TlsFacts,
} from '../../../core/index.ts';
import { acceptedPeer } from '../../host/tls-peer.ts';
import { clientHelloFacts } from '../client-hello.ts';
import type { SmtpFault, SmtpStage } from '../mail-fault.ts';
import { headersOf, subjectWords } from '../mail-head.ts';
import type { FrontConnection } from '../wire-front.ts';
import { ClientBytes } from './client-bytes.ts';
import type { SmtpLogin } from './policy.ts';
import type { Submission } from './submission.ts';
import { codeOf, Transcript } from './transcript.ts';

/**
 * Name of the service in the journal. One exchange a message (method `DATA`), and one a session that sent none, or that
 * tried something more after its last (`SESSION`); the path is the interface, or the kind of a faulty listener.
 *
 * - request headers, in order: `MAIL FROM`, `RCPT TO` (`… refusé` with the reply for those refused), `AUTH`, `USER`,
 *   `EMPREINTE` (SHA-256 of the token or password), `AUTH refusé` (why), `PANNE` (each fault shown in the session, and at
 *   which stage), `INJECTION` (bytes in clear after STARTTLS);
 * - request body: the message as transmitted, dots unstuffed, whole when it was accepted; `raw`: the client's own bytes
 *   since the last message, credentials masked;
 * - response status: code of the final reply; of a session, of the last one that refused something;
 * - outcome `refus_tls` with `tls.error`: TLS refused by either side; `interrompu`: the client left in the middle.
 */
export const smtpService = 'mss-smtp';

/** What a session needs of its listener. */
export interface SessionOptions {
  environment: Environment;
  journal: Journal;
  /** The interface, as the journal's path: `psc`, `app`. */
  path: string;
  /** True when the interface asks for a client certificate. */
  clientCertificate: boolean;
  /** Whether one is revoked. */
  revoked?: ((certificate: X509Certificate) => boolean) | undefined;
}

const cutHandshake = 'connexion coupée pendant la négociation';
// A client may end the negotiation first, and judge the certificate then: TLS 1.3 lets it.
const cutAfterwards = 'connexion coupée par le client dès la fin de la négociation, sans une commande';
const implicitTls = 'TLS demandé dès la connexion : cette interface attend STARTTLS';
const noCertificate = 'aucun certificat client présenté';

/** One client's session: what was said, under which TLS, and what the journal keeps of it. */
export class SmtpSession {
  readonly #connection: FrontConnection;
  readonly #options: SessionOptions;
  readonly #bytes = new ClientBytes();
  #began: { at: string; started: number };
  #transcript = new Transcript();
  #socket: TLSSocket | undefined;
  #tls: Promise<TlsFacts> | undefined;
  #tlsError: string | undefined;
  #asked = false;
  #spoken = false;
  #login: (Pick<SmtpLogin, 'mechanism' | 'user'> & { fingerprint: string }) | undefined;
  #loginRefusal: string | undefined;
  #announced: string | undefined;
  #submitted = 0;
  #ended = false;
  #faults: Array<[string, string]> = [];
  /** When the client was last heard, by the injected clock. */
  lastSeen: number;

  constructor(connection: FrontConnection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#began = this.#now();
    this.lastSeen = options.environment.clock.now();
  }

  get remoteAddress(): string {
    return this.#connection.remoteAddress;
  }

  /** Organisational units of the client certificate's subject. */
  get organisations(): string[] {
    const units: unknown = this.#socket?.getPeerX509Certificate()?.toLegacyObject().subject?.OU;
    return [units].flat().filter((unit) => typeof unit === 'string');
  }

  /** Cuts the connection. */
  destroy(): void {
    this.#connection.destroy();
  }

  /** A command line that the server has read. */
  command(line: string): void {
    this.#spoken = this.#socket !== undefined;
    this.lastSeen = this.#options.environment.clock.now();
    const bytes = this.#socket === undefined ? Buffer.from(`${line}\r\n`, 'utf8') : this.#bytes.line();
    this.#transcript.command(bytes);
  }

  /** A reply that the server sends. */
  reply(text: string): void {
    if (text === this.#announced) {
      this.#announced = undefined;
      return;
    }
    const command = this.#transcript.lastCommand;
    this.#transcript.reply(text);
    if (codeOf(text) === 220 && /^STARTTLS\b/i.test(command)) this.#asked = true;
    if (codeOf(text) === 354) this.#bytes.message((bytes) => this.#transcript.message(bytes));
    // The real service ends the connection of a refused token (facts, MSS §3.4, observed).
    if (codeOf(text) === 535 && this.#login?.mechanism === 'XOAUTH2') setImmediate(() => this.#socket?.end());
  }

  /** TLS is up; false when the client's certificate is not accepted. */
  secured(socket: TLSSocket): boolean {
    this.#socket = socket;
    socket.prependListener('data', (chunk: Buffer) => this.#bytes.add(chunk));
    const { clientCertificate, revoked } = this.#options;
    const certificate = socket.getPeerX509Certificate();
    const lifted = certificate !== undefined && revoked?.(certificate) === true;
    const authorized = clientCertificate && socket.authorized && !lifted;
    const error = clientCertificate && !authorized ? (lifted ? 'CERT_REVOKED' : certificateFault(socket)) : undefined;
    this.#tlsError = error;
    this.#tls = this.#facts(socket, authorized);
    // Handled where it is awaited; a disk that fills up must not end the process meanwhile.
    this.#tls.catch(() => undefined);
    return error === undefined;
  }

  /** The connection failed; before the end of the handshake, that is a refusal of TLS, by us or by the client. */
  failed(reason: Error & { code?: string }): void {
    if (!this.#asked || this.#tls !== undefined) return;
    const known = reason.code !== undefined && !['SocketError', 'ECONNRESET'].includes(reason.code);
    this.#tlsError ??= known ? reason.code : /closed|reset/i.test(messageOf(reason)) ? cutHandshake : messageOf(reason);
  }

  /** Who signs in; the secret stays as a digest. */
  signsIn({ mechanism, user, secret }: Omit<SmtpLogin, 'organisations'>): void {
    this.#login = { mechanism, user, fingerprint: sha256(secret) };
    this.#loginRefusal = undefined;
  }

  /** A fault is about to be shown: nobody must take it for the product's own failure. */
  faulted(stage: SmtpStage, fault: SmtpFault): void {
    if (this.#faults.length < 100) this.#faults.push(['PANNE', `${stage} ${faultText(fault)}`]);
  }

  /** The sign-in is refused. A client may leave at the challenge that says so, without waiting for 535. */
  refused(reason: string): void {
    this.#loginRefusal = reason;
  }

  /** Keeps a message with the reply that the client is about to get; none when it left before its final dot. */
  async submitted(submission: Submission, reply: string | undefined): Promise<void> {
    const [{ at, started }, transcript] = [this.#began, this.#transcript];
    this.#submitted += 1;
    if (reply !== undefined) {
      transcript.reply(reply);
      this.#announced = reply;
    }
    this.#began = this.#now();
    this.#transcript = new Transcript();
    const { store } = this.#options.journal;
    const body = await submission.store(store);
    await this.#record(
      { at, started, transcript },
      {
        method: 'DATA',
        body,
        outcome:
          reply === undefined ? 'interrompu' : submission.refusal === 'trop_gros' ? 'corps_trop_gros' : 'complet',
        reply,
        keys: [...transcript.addresses, ...subjectWords(headersOf(submission.head()))],
      },
    );
  }

  /** The connection is closed: what no message holds is kept. */
  async ended(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    if (!this.#asked && this.#connection.watcher.bytes !== undefined) this.#tlsError = implicitTls;
    const left = codeOf(this.#transcript.verdict) !== 421;
    if (this.#asked && !this.#spoken && left) this.#tlsError ??= this.#tls === undefined ? cutHandshake : cutAfterwards;
    const transcript = this.#transcript;
    if (this.#submitted > 0 && !transcript.attempted) return;
    const reply = transcript.verdict;
    await this.#record(
      { ...this.#began, transcript },
      {
        method: 'SESSION',
        outcome: this.#outcome(transcript),
        reply: reply === '' ? undefined : reply,
        keys: [...transcript.addresses, ...(this.#login === undefined ? [] : [this.#login.user])],
      },
    );
  }

  #outcome(transcript: Transcript): NewExchange['outcome'] {
    if (this.#tlsError !== undefined) return 'refus_tls';
    return /^QUIT\b/i.test(transcript.lastCommand) || /^(?:421|535|554) /.test(transcript.verdict)
      ? 'complet'
      : 'interrompu';
  }

  async #record(
    { at, started, transcript }: { at: string; started: number; transcript: Transcript },
    message: Pick<NewExchange, 'outcome' | 'keys'> & {
      method: 'DATA' | 'SESSION';
      body?: NonNullable<NewExchange['request']>['body'];
      reply: string | undefined;
    },
  ): Promise<void> {
    const { journal, path } = this.#options;
    const { store } = journal;
    const raw = await transcript.client.store(store);
    const response =
      message.reply === undefined
        ? {}
        : {
            response: {
              status: codeOf(message.reply),
              headers: [],
              body: await store.put(Buffer.from(message.reply, 'utf8')),
              raw: await transcript.server.store(store),
            },
          };
    await journal.record({
      service: smtpService,
      at,
      durationMs: Math.round(performance.now() - started),
      remoteAddress: this.remoteAddress,
      tls: await this.#tlsFacts(),
      request: { method: message.method, path, headers: this.#headers(transcript), body: message.body ?? raw, raw },
      ...response,
      outcome: message.outcome,
      keys: [...new Set(message.keys.map((key) => key.toUpperCase()))],
    });
  }

  #headers(transcript: Transcript): Array<[string, string]> {
    const { injected } = this.#connection.watcher;
    const pairs: Array<[string, string]> = [...transcript.envelope];
    if (this.#login !== undefined) {
      const { mechanism, user, fingerprint } = this.#login;
      pairs.push(['AUTH', mechanism], ['USER', user], ['EMPREINTE', fingerprint]);
    }
    if (this.#loginRefusal !== undefined) pairs.push(['AUTH refusé', this.#loginRefusal]);
    pairs.push(...this.#faults);
    if (injected > 0) pairs.push(['INJECTION', `${injected} octets en clair après STARTTLS, ignorés`]);
    return pairs;
  }

  async #tlsFacts(): Promise<TlsFacts | null> {
    const error = this.#tlsError === undefined ? {} : { error: this.#tlsError };
    if (this.#tls !== undefined) return { ...(await this.#tls), ...error };
    if (!this.#asked && this.#tlsError === undefined) return null;
    return { version: '', cipher: '', authorized: false, ...error, ...(await this.#hello()) };
  }

  async #facts(socket: TLSSocket, authorized: boolean): Promise<TlsFacts> {
    const { tls } = await acceptedPeer(socket, this.#options.journal.store);
    return { ...tls, authorized, ...(await this.#hello()) };
  }

  async #hello(): Promise<Pick<TlsFacts, 'clientHello'>> {
    const { bytes } = this.#connection.watcher;
    const clientHello = bytes === undefined ? undefined : await clientHelloFacts(bytes, this.#options.journal.store);
    return clientHello === undefined ? {} : { clientHello };
  }

  #now(): { at: string; started: number } {
    return { at: isoNow(this.#options.environment), started: performance.now() };
  }
}

/** OpenSSL has no word of its own for a certificate that is not there. */
function certificateFault(socket: TLSSocket): string {
  return socket.getPeerX509Certificate() === undefined ? noCertificate : String(socket.authorizationError);
}

function faultText(fault: SmtpFault): string {
  if (fault.kind === 'refus') return String(fault.code);
  return fault.kind === 'attente' ? `attente de ${fault.ms} ms` : 'coupure';
}
