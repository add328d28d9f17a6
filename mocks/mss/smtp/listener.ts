import type { X509Certificate } from 'node:crypto';
import type { TLSSocket, TlsOptions } from 'node:tls';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { type Environment, type Journal, messageOf } from '../../../core/index.ts';
import { listening } from '../../host/index.ts';
import { faultWait } from '../fault-wait.ts';
import { addressKey } from '../mail-account.ts';
import type { SmtpFault, SmtpStage } from '../mail-fault.ts';
import type { SmtpMoment } from '../mail-fault-board.ts';
import { type Front, type FrontConnection, openFront } from '../wire-front.ts';
import { acceptedMessage, refusal, refusalOf } from './acceptance.ts';
import { replyOf } from './fault-gate.ts';
import { FrontedServer, type ServerOptions } from './fronted-server.ts';
import type { SmtpRefusal, SubmissionPolicy } from './policy.ts';
import { SmtpSession } from './session.ts';
import { MemoryBudget, Submission } from './submission.ts';

/** Bounds put on the clients of a listener. */
export interface SmtpLimits {
  connections: number;
  recipients: number;
  /** Bytes of messages being received, all connections together. */
  memory: number;
  /** Longest message read to its final dot, so that its length and digest are known; beyond it the client is cut. */
  read: number;
  /** Longest silence, and longest session, in milliseconds. */
  idleMs: number;
  lifeMs: number;
}

const megabyte = 1024 * 1024;

/** 100 clients; 100 recipients, the least that RFC 5321 §4.5.3.1.8 allows; 512 MB read; five minutes idle, its §4.5.3.2.7; half an hour in all. */
export const defaultSmtpLimits: SmtpLimits = {
  connections: 100,
  recipients: 100,
  memory: 256 * megabyte,
  read: 512 * megabyte,
  idleMs: 5 * 60_000,
  lifeMs: 30 * 60_000,
};

/** What a listener listens to, and how. */
export interface SmtpListenerOptions {
  environment: Environment;
  journal: Journal;
  listen: string;
  /** 0 takes any free port. */
  port: number;
  /** The interface, as the journal's path: `psc`, `app`. */
  path: string;
  /** Name in the greeting. */
  name: string;
  /** Server side of TLS; with `requestCert`, clients without an accepted certificate are cut. */
  tls: TlsOptions;
  mechanism: 'XOAUTH2' | 'PLAIN';
  policy: SubmissionPolicy;
  /** Longest message accepted, announced by SIZE (RFC 1870). */
  sizeLimit: number;
  limits?: SmtpLimits;
  /** Consulted at each stage; what it gives is shown to the client. */
  fault?: (moment: SmtpMoment) => SmtpFault | undefined;
  /** False: the operator knows nothing of DSN (RFC 3461), neither announced nor obeyed. */
  dsn?: boolean;
  /** Whether a client certificate is revoked. */
  revoked?: (certificate: X509Certificate) => boolean;
  /** Told why something could not be kept. */
  onFailure(thrown: unknown): void;
}

/** A running listener. */
export interface SmtpListener {
  port: number;
  /** Ends the sessions of a mailbox, or all that have signed in, as an operator does; returns how many (ECO 1.2.7). */
  cut(address?: string): number;
  /** Ends the sessions that said nothing for so long by the injected clock. */
  sweep(idleMs: number): void;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}

/**
 * SMTP submission with STARTTLS (RFC 6409, 3207, 4954, 3461), every message and every session that sends none journaled.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const listener = new Listener(options);
  try {
    await listener.start();
    return listener;
  } catch (thrown) {
    await listener.stop();
    throw thrown;
  }
}

class Listener implements SmtpListener {
  readonly #options: SmtpListenerOptions;
  readonly #limits: SmtpLimits;
  readonly #budget: MemoryBudget;
  readonly #server: SMTPServer;
  /** By the ordinal of the front's connection. */
  readonly #fronted = new Map<number, SmtpSession>();
  /** By the server's own session id. */
  readonly #served = new Map<string, SmtpSession>();
  readonly #work = new Set<Promise<void>>();
  #front: Front | undefined;

  constructor(options: SmtpListenerOptions) {
    this.#options = options;
    this.#limits = options.limits ?? defaultSmtpLimits;
    this.#budget = new MemoryBudget(this.#limits.memory);
    this.#server = this.#newServer();
  }

  get port(): number {
    return this.#front?.port ?? 0;
  }

  async start(): Promise<void> {
    const innerPort = await listening(this.#server.server, { listen: '127.0.0.1', port: 0 });
    const { listen, port } = this.#options;
    const { connections, lifeMs } = this.#limits;
    this.#front = await openFront({
      listen,
      port,
      innerPort,
      connections,
      lifeMs,
      onOpen: (connection) => this.#open(connection),
      onClose: (connection) => this.#leave(connection),
    });
  }

  cut(address?: string): number {
    const chosen = [...this.#server.connections].filter(({ session: { user } }) => {
      return typeof user === 'string' && (address === undefined || addressKey(user) === addressKey(address));
    });
    for (const connection of chosen) connection.send(421, '4.3.2 Session closed by the operator');
    return chosen.length;
  }

  sweep(idleMs: number): void {
    const last = this.#options.environment.clock.now() - idleMs;
    for (const connection of this.#server.connections) {
      const session = this.#served.get(connection.id);
      if (session !== undefined && session.lastSeen < last) connection.send(421, '4.4.2 Idle for too long');
    }
  }

  async stop(): Promise<void> {
    await this.#front?.stop();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // Those that the server never told the end of.
    for (const session of [...this.#fronted.values(), ...this.#served.values()]) this.#do(session.ended());
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }

  #newServer(): SMTPServer {
    const { name, tls, mechanism, sizeLimit } = this.#options;
    const server = new FrontedServer(
      {
        ...tls,
        name,
        banner: 'TEST PROBANT',
        useProxy: true,
        disableReverseLookup: true,
        disabledCommands: ['WIZ', 'SHELL', 'KILL', 'XCLIENT', 'XFORWARD'],
        authMethods: [mechanism],
        authRequiredMessage: '5.7.0 Authentication required, after STARTTLS',
        size: sizeLimit,
        hideDSN: this.#options.dsn === false,
        maxRecipients: this.#limits.recipients,
        socketTimeout: this.#limits.idleMs,
        closeTimeout: 1_000,
        logger: this.#logger(),
        ...this.#handlers(),
      },
      {
        bind: (id, ordinal) => this.#bind(id, ordinal),
        show: (id, stage, line) => this.#fault(id, stage, [/<([^<>]*)>/.exec(line)?.[1] ?? '']),
      },
    );
    // Told by the logger too, with the session that it is about.
    server.on('error', () => undefined);
    return server;
  }

  /** The server's own log is where every line and every reply goes by, its own refusals included. */
  #logger(): Record<string, (entry: LogEntry, ...rest: unknown[]) => void> {
    const nothing = (): void => undefined;
    return {
      trace: nothing,
      info: nothing,
      warn: nothing,
      fatal: nothing,
      debug: (entry, _format, text) => {
        const session = this.#served.get(entry.cid ?? '');
        if (entry.tnx === 'command') session?.command(String(text));
        if (entry.tnx === 'send') session?.reply(String(text));
      },
      error: (entry, _format, cid) => {
        if (entry.tnx === 'error' && entry.err !== undefined) this.#served.get(String(cid))?.failed(entry.err);
      },
    };
  }

  #handlers(): ServerHandlers {
    const { policy } = this.#options;
    return {
      onSecure: (socket, { id }, done) => {
        const session = this.#served.get(id);
        // No reply: a server that wants a certificate ends TLS itself.
        if (session?.secured(socket as TLSSocket) === true) done();
        else socket.destroy();
      },
      onAuth: (auth, { id }, done) => {
        const { username: user = '', accessToken, password } = auth;
        this.#do(this.#signIn({ id, user, secret: accessToken ?? password ?? '' }, done));
      },
      onMailFrom: ({ address }, _session, done) => done(refusal(policy.sender(address))),
      onRcptTo: ({ address }, session, done) => done(refusal(policy.recipient(address, announcedSize(session)))),
      onData: (stream, session, done) => this.#receive(stream, session, done),
      onClose: ({ id }) => this.#end(id),
    };
  }

  #open(connection: FrontConnection): void {
    this.#fronted.set(
      connection.id,
      new SmtpSession(connection, {
        ...this.#options,
        clientCertificate: this.#options.tls.requestCert === true,
      }),
    );
  }

  /** Ties the server's session to the front's; false for who did not come through the front. */
  #bind(id: string, ordinal: number): boolean {
    const session = this.#fronted.get(ordinal);
    if (session === undefined) return false;
    this.#served.set(id, session);
    return true;
  }

  #leave({ id }: FrontConnection): void {
    const session = this.#fronted.get(id);
    this.#fronted.delete(id);
    // The server may still be reading what came last; it will say when it is done.
    if (session !== undefined && ![...this.#served.values()].includes(session)) this.#do(session.ended());
  }

  #end(id: string): void {
    const session = this.#served.get(id);
    this.#served.delete(id);
    if (session !== undefined) this.#do(session.ended());
  }

  /** The fault that the client of a session meets now, told to the journal. */
  #fault(id: string, stage: SmtpStage, named: readonly string[] = []): SmtpFault | undefined {
    const { fault, path } = this.#options;
    if (fault === undefined) return undefined;
    const shown = fault({ interface: path, stage, addresses: [...named, ...this.#addressesOf(id)] });
    if (shown !== undefined) this.#served.get(id)?.faulted(stage, shown);
    return shown;
  }

  #addressesOf(id: string): string[] {
    const session = [...this.#server.connections].find((connection) => connection.id === id)?.session;
    if (session === undefined) return [];
    // There is no envelope before the greeting, whatever the types say.
    const envelope: SMTPServerSession['envelope'] | undefined = session.envelope;
    const { mailFrom = false, rcptTo = [] } = envelope ?? {};
    const user = typeof session.user === 'string' ? [session.user] : [];
    return [...user, ...(mailFrom ? [mailFrom.address] : []), ...rcptTo.map(({ address }) => address)];
  }

  async #signIn({ id, user, secret }: { id: string; user: string; secret: string }, done: AuthDone): Promise<void> {
    const { mechanism, policy } = this.#options;
    const session = this.#served.get(id);
    session?.signsIn({ mechanism, user, secret });
    const organisations = session?.organisations ?? [];
    try {
      const fault = this.#fault(id, 'AUTH', [user]);
      if (fault?.kind === 'coupure') return session?.destroy();
      if (fault?.kind === 'refus') return done({ name: 'SmtpFault', ...replyOf(fault) });
      if (fault?.kind === 'attente') await faultWait(fault.ms);
      const refused = await policy.authenticate({ mechanism, user, secret, organisations });
      if (refused !== undefined) session?.refused(refused.reason ?? refused.text);
      if (refused === undefined) done(null, { user });
      else if (mechanism === 'XOAUTH2') done(null, { data: challenge });
      else done(refusal(refused));
    } catch (thrown) {
      session?.refused(messageOf(thrown));
      done(refusal({ code: 454, text: '4.7.0 Temporary authentication failure' }));
    }
  }

  #receive(stream: SMTPServerDataStream, server: SMTPServerSession, done: DataDone): void {
    const session = this.#served.get(server.id);
    const submission = new Submission(this.#options.sizeLimit, this.#budget);
    let over = false;
    const finish = (whole: boolean): void => {
      if (over) return;
      over = true;
      const kept = this.#keep(submission, { server, session, whole }, done);
      this.#do(kept.finally(() => submission.release()));
    };
    if (this.#fault(server.id, 'MESSAGE')?.kind === 'coupure') stream.once('data', () => session?.destroy());
    stream.on('data', (chunk: Buffer) => {
      submission.add(chunk);
      if (submission.total > this.#limits.read) session?.destroy();
    });
    // The client left: `close` says so too.
    stream.on('error', () => undefined);
    stream.once('end', () => finish(true));
    stream.once('close', () => finish(false));
  }

  async #keep(submission: Submission, { server, session, whole }: Received, done: DataDone): Promise<void> {
    if (session === undefined) return;
    const message = acceptedMessage(server, submission.bytes());
    const fault = whole ? this.#fault(server.id, 'FIN_DATA') : undefined;
    if (fault?.kind === 'coupure') {
      await session.submitted(submission, undefined);
      return session.destroy();
    }
    if (fault?.kind === 'attente') await faultWait(fault.ms);
    const refused =
      faultRefusal(fault) ?? refusalOf(submission, this.#options.sizeLimit) ?? this.#options.policy.message(message);
    const reply = refused ?? { code: 250, text: `2.6.0 OK: queued as ${server.id}-${server.transaction}` };
    try {
      // Kept before it is answered: what a product has seen is never missing from the journal.
      await session.submitted(submission, whole ? `${reply.code} ${reply.text}` : undefined);
      if (whole && refused === undefined) await this.#options.policy.deliver(message);
    } catch (thrown) {
      session.destroy();
      throw thrown;
    }
    if (refused === undefined) done(null, reply.text);
    else done(refusal(refused));
  }

  #do(work: Promise<void>): void {
    const kept: Promise<void> = work.catch(this.#options.onFailure).finally(() => this.#work.delete(kept));
    this.#work.add(kept);
  }
}

type ServerHandlers = Pick<ServerOptions, 'onSecure' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData' | 'onClose'>;
type AuthDone = Parameters<NonNullable<ServerOptions['onAuth']>>[2];
type DataDone = Parameters<NonNullable<ServerOptions['onData']>>[2];

interface LogEntry {
  tnx?: string;
  cid?: string;
  err?: Error & { code?: string };
}

interface Received {
  server: SMTPServerSession;
  session: SmtpSession | undefined;
  /** False when the client left before its final dot. */
  whole: boolean;
}

/** What MAIL FROM says of the message's size (RFC 1870). */
function announcedSize({ envelope: { mailFrom } }: SMTPServerSession): number {
  const args: unknown = mailFrom ? mailFrom.args : undefined;
  const size = typeof args === 'object' && args !== null && 'SIZE' in args ? Number(args.SIZE) : 0;
  return Number.isFinite(size) ? size : 0;
}

function faultRefusal(fault: SmtpFault | undefined): SmtpRefusal | undefined {
  if (fault?.kind !== 'refus') return undefined;
  const { responseCode, message } = replyOf(fault);
  return { code: responseCode, text: message };
}

/** The challenge of a refused token (facts, MSS §3.4, observed). */
const challenge = { status: '401', schemes: 'bearer', scope: 'mail' };
