import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { type ExchangeOutcome, isoNow, type TlsFacts } from '../../../core/index.ts';
import { capabilities } from './capabilities.ts';
import { type ReceivedCommand, readCommand } from './command-reader.ts';
import { ImapDialog } from './dialog.ts';
import { recordCommand, recordRefusal } from './exchange.ts';
import type { ImapLimits, ImapListener, ImapOptions, ImapSessionFacts } from './imap-options.ts';
import { WireEnd } from './interruption.ts';
import { upgrade } from './secure-upgrade.ts';
import { type Outcome, serve } from './serve.ts';
import { type CommandTrace, type Session, unselect } from './session.ts';
import { WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

/** What a connection shares with the others. */
export interface Shared {
  options: ImapOptions;
  limits: ImapLimits;
  context: SecureContext;
  /** Keeps room for a message on its way; false when there is none. */
  reserve(bytes: number): boolean;
  release(bytes: number): void;
  /** Told of a mistake of the bench that its client was told of too. */
  onFailure(thrown: unknown): void;
}

interface Opened {
  command: ReceivedCommand;
  trace: CommandTrace;
  at: string;
  started: number;
  dialog: ImapDialog;
  /** True once it is in the journal. */
  recorded?: true;
}

const leftAfterTls = 'connexion coupée par le client dès la fin de la négociation, sans une commande';
const maxFailures = 5;
const byes = { coupe: '', delai: 'Delai de silence depasse', trop_long: 'Ligne trop longue' } as const;

/** One client: reads its commands one after the other, journals each, then answers. */
export class Connection {
  readonly #shared: Shared;
  readonly #session: Session;
  readonly #since: string;
  readonly #remoteAddress: string;
  #socket: Socket;
  #reader: WireReader;
  #writer: WireWriter;
  #tls: TlsFacts | null = null;
  #reserved = 0;
  #stopListening: (() => void) | undefined;
  /** True from the end of the negotiation to the first command under it. */
  #silent = false;
  #lastSeen: number;

  constructor(socket: Socket, listener: ImapListener, shared: Shared) {
    this.#shared = shared;
    this.#session = { listener, secure: false, units: [], failures: 0 };
    this.#since = isoNow(shared.options.environment);
    this.#lastSeen = shared.options.environment.clock.now();
    this.#remoteAddress = socket.remoteAddress ?? '';
    this.#socket = socket;
    socket.on('error', () => undefined);
    this.#reader = new WireReader(socket);
    this.#writer = new WireWriter(socket, shared.limits.delays.write);
  }

  get facts(): ImapSessionFacts {
    const { listener, account, selected } = this.#session;
    return {
      listener,
      remoteAddress: this.#remoteAddress,
      since: this.#since,
      ...(account === undefined ? {} : { address: account.address }),
      ...(selected === undefined ? {} : { folder: selected.mailbox.name }),
    };
  }

  /** When the client was last heard, by the injected clock. */
  get lastSeen(): number {
    return this.#lastSeen;
  }

  /** Ends the session, with a last word. */
  cut(text = "Session fermee par l'operateur"): void {
    this.#silent = false;
    this.#writer.now([Buffer.from(`* BYE ${text}\r\n`)]);
    this.#close();
  }

  /** Serves the client until it leaves. Rejects when an exchange could not be kept. */
  async run(): Promise<void> {
    try {
      await this.#writer.send([Buffer.from(`* OK [CAPABILITY ${capabilities(this.#session)}] Probant MSS TEST\r\n`)]);
      while (await this.#next());
    } catch (thrown) {
      if (!(thrown instanceof WireEnd)) throw thrown;
    } finally {
      unselect(this.#session);
      this.#stopListening?.();
      this.#close();
    }
  }

  /** Lets what was written last go out, for a moment. */
  #close(): void {
    const socket = this.#socket;
    socket.destroySoon();
    const timer = setTimeout(() => socket.destroy(), 2_000);
    socket.once('close', () => clearTimeout(timer));
  }

  /** One command; false when it was the last. */
  async #next(): Promise<boolean> {
    const opened = this.#open();
    try {
      await this.#read(opened);
      const { command, trace, dialog } = opened;
      const outcome = await serve({ command, session: this.#session, trace, dialog, options: this.#shared.options });
      return await this.#answer(opened, outcome);
    } catch (thrown) {
      if (!(thrown instanceof WireEnd)) throw thrown;
      await this.#interrupted(opened.recorded === true ? this.#open() : opened, thrown);
      return false;
    } finally {
      this.#shared.release(this.#reserved);
      this.#reserved = 0;
    }
  }

  #open(): Opened {
    const { limits, options } = this.#shared;
    return {
      command: { tag: '', name: '', pieces: [], wire: [] },
      trace: { headers: [['INTERFACE', options.path ?? this.#session.listener]], keys: new Set() },
      at: isoNow(options.environment),
      started: performance.now(),
      dialog: new ImapDialog({ reader: this.#reader, writer: this.#writer, line: limits.line, wait: this.#wait }),
    };
  }

  /** Silence allowed between two commands. */
  get #wait(): number {
    const { anonymous, idle } = this.#shared.limits.delays;
    return this.#session.account === undefined ? anonymous : idle;
  }

  async #read(opened: Opened): Promise<void> {
    const reading = {
      reader: this.#reader,
      limits: this.#shared.limits,
      signedIn: this.#session.account !== undefined,
      wait: this.#wait,
      reserve: (bytes: number) => this.#reserve(bytes),
      proceed: () => this.#writer.now([Buffer.from('+ Pret\r\n')]),
    };
    await readCommand(reading, opened.command);
    this.#silent = false;
    this.#lastSeen = this.#shared.options.environment.clock.now();
    const { account } = this.#session;
    opened.at = isoNow(this.#shared.options.environment);
    opened.started = performance.now();
    if (account === undefined) return;
    opened.trace.headers.push(['USER', account.address]);
    opened.trace.keys.add(account.address.toUpperCase());
  }

  #reserve(bytes: number): boolean {
    const given = this.#shared.reserve(bytes);
    if (given) this.#reserved += bytes;
    return given;
  }

  /** Journals, then answers: what a product has seen is never missing from the journal. */
  async #answer(opened: Opened, outcome: Outcome): Promise<boolean> {
    const { command, trace, dialog } = opened;
    if (outcome.failure !== undefined) this.#shared.onFailure(outcome.failure);
    if (outcome.next === 'tls') this.#dropClear(trace);
    const bytes = [...dialog.said, ...outcome.bytes];
    await this.#record(opened, 'complet', { status: outcome.status, line: outcome.line, bytes });
    await this.#writer.send(outcome.bytes);
    this.#listenToAccount();
    if (outcome.next === 'tls') return await this.#secure();
    const over = outcome.next === 'fin' || command.lost === true || this.#session.failures >= maxFailures;
    if (over && outcome.next !== 'fin') this.#writer.now([Buffer.from('* BYE Fin de session\r\n')]);
    return !over;
  }

  /** Bytes sent in clear behind STARTTLS are not obeyed (RFC 3501 §6.2.1; command injection). */
  #dropClear(trace: CommandTrace): void {
    const dropped = this.#reader.release().length;
    if (dropped > 0) trace.headers.push(['OCTETS EN CLAIR IGNORES', String(dropped)]);
  }

  async #secure(): Promise<boolean> {
    const { limits, options, context } = this.#shared;
    const mutual = this.#session.listener === 'app';
    const settings = {
      context,
      mutual,
      timeout: limits.delays.handshake,
      store: options.journal.store,
      revoked: options.revoked,
    };
    const upgraded = await upgrade(this.#socket, settings);
    if (!upgraded.ok) {
      await recordRefusal(options, this.#remoteAddress, upgraded.tls);
      return false;
    }
    this.#socket = upgraded.socket;
    this.#tls = upgraded.tls;
    this.#silent = true;
    this.#session.secure = true;
    this.#session.units = upgraded.units;
    this.#reader = new WireReader(upgraded.socket);
    this.#writer = new WireWriter(upgraded.socket, limits.delays.write);
    return true;
  }

  /** Ends with the account, once there is one. */
  #listenToAccount(): void {
    const { account } = this.#session;
    if (account !== undefined) this.#stopListening ??= account.onClose(() => this.cut('Boite fermee'));
  }

  /** Keeps what a client left unfinished, and that a session which had signed in is over. */
  async #interrupted(opened: Opened, { reason }: WireEnd): Promise<void> {
    const { command } = opened;
    const bye = byes[reason];
    if (bye !== '') this.#writer.now([Buffer.from(`* BYE ${bye}\r\n`)]);
    if (this.#reader.pending.length > 0) command.wire.push(this.#reader.pending);
    const { account } = this.#session;
    if (command.wire.length === 0) {
      if (account === undefined) return reason === 'coupe' ? await this.#left() : undefined;
      command.name = 'SESSION';
      opened.trace.headers.push(['USER', account.address], ['FIN', reason]);
      opened.trace.keys.add(account.address.toUpperCase());
    }
    await this.#record(opened, 'interrompu');
  }

  /** A client may end the negotiation first and judge the certificate then: leaving without a command is its refusal. */
  async #left(): Promise<void> {
    if (!this.#silent || this.#tls === null) return;
    await recordRefusal(this.#shared.options, this.#remoteAddress, { ...this.#tls, error: leftAfterTls });
  }

  async #record(
    opened: Opened,
    outcome: ExchangeOutcome,
    answer?: { status: Outcome['status']; line: string; bytes: readonly Buffer[] },
  ): Promise<void> {
    opened.recorded = true;
    await recordCommand(this.#shared.options.journal, {
      command: opened.command,
      at: opened.at,
      durationMs: Math.round(performance.now() - opened.started),
      remoteAddress: this.#remoteAddress,
      tls: this.#tls,
      trace: opened.trace,
      outcome,
      ...(answer === undefined ? {} : { answer }),
    });
  }
}
