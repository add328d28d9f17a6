import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import {
  defaultImapLimits,
  type ImapFault,
  type ImapHost,
  type ImapLimits,
  startImap,
} from '../../mocks/mss/imap/index.ts';
import { MailStore } from '../../mocks/mss/mail-store.ts';
import { type Credential, TestPki } from '../../mocks/pki/index.ts';

/** Mailbox of the tests, of an invented physician. */
export const mailbox = 'alix.temoin@test.mssante.fr';
/** Structure of the mailbox, in the certificates that open it. */
export const structure = '1630000018';
/** The one token that the tests' issuer knows. */
export const goodToken = 'jeton-de-test-valable';

/** An IMAP server in a folder of its own. */
export interface TestImap extends AsyncDisposable {
  host: ImapHost;
  store: MailStore;
  journal: Journal;
  pki: TestPki;
  /** Shows an outage on a command, until it is called again. */
  fault(command: string, fault: ImapFault | undefined): void;
  /** A client of `psc`, not connected yet. */
  psc(token?: string): ImapFlow;
  /** A client of `app`, not connected yet. */
  app(credential: Credential, options?: { user?: string; pass?: string }): ImapFlow;
  /** The exchanges of that method, in order. */
  exchanges(method: string): Exchange[];
  /** Bytes of a blob. */
  blob(digest: string | undefined): Promise<string>;
}

/** Starts an IMAP server on free ports of the loopback, with one mailbox. */
export async function openImap(limits: Partial<ImapLimits> = {}): Promise<TestImap> {
  const folder = await mkdtemp(join(tmpdir(), 'probant-imap-'));
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const pki = await TestPki.create();
  const store = new MailStore({ clock: environment.clock });
  store.open({ address: mailbox, subject: '899900000017', structure });
  const faults = new Map<string, ImapFault>();
  const host = await startImap({
    environment,
    journal,
    store,
    listen: '127.0.0.1',
    ports: { psc: 0, app: 0 },
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain],
    validateToken: async (token) =>
      token === goodToken ? { ok: true, subject: '899900000017' } : { ok: false, reason: 'jeton inconnu' },
    fault: ({ command }) => faults.get(command),
    limits: { ...defaultImapLimits, ...limits },
  });
  const common = {
    host: '127.0.0.1',
    secure: false,
    doSTARTTLS: true,
    servername: 'localhost',
    logger: false as const,
  };
  return {
    host,
    store,
    journal,
    pki,
    fault: (command, fault) => {
      if (fault === undefined) faults.delete(command);
      else faults.set(command, fault);
    },
    psc: (token = goodToken) =>
      quiet(
        new ImapFlow({
          ...common,
          port: host.ports.psc,
          tls: { ca: pki.chain },
          auth: { user: mailbox, accessToken: token },
        }),
      ),
    app: ({ cert, key }, { user = mailbox, pass = 'x' } = {}) =>
      quiet(new ImapFlow({ ...common, port: host.ports.app, tls: { ca: pki.chain, cert, key }, auth: { user, pass } })),
    exchanges: (method) =>
      journal.slice('mss-imap', { from: 0, to: journal.last }).filter(({ request }) => request?.method === method),
    blob: async (digest = '') => (await journal.store.get(digest)).toString('latin1'),
    [Symbol.asyncDispose]: async () => {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Its errors reach the test by the call that fails. */
function quiet(client: ImapFlow): ImapFlow {
  return client.on('error', () => undefined);
}

/** A client that writes what it wants. */
export class RawImap {
  #socket: Socket;
  #received = '';
  #wake: () => void = () => undefined;
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** Connects, and gives the greeting time to come. */
  static async open(port: number): Promise<RawImap> {
    const client = new RawImap(connectTcp(port, '127.0.0.1'));
    await client.until(/^\* OK .*\r\n/);
    return client;
  }

  /** Everything received since the last call that waited. */
  get received(): string {
    return this.#received;
  }

  /** Sends bytes as they are. */
  write(bytes: string | Buffer): void {
    this.#socket.write(bytes);
  }

  /** Waits for a text, and gives all that came up to then. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) {
      if (this.closed) throw new Error(`closed after : ${this.#received}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const all = this.#received;
    this.#received = '';
    return all;
  }

  /** Sends a command, and gives its whole answer. */
  async command(text: string): Promise<string> {
    this.write(`T ${text}\r\n`);
    return await this.until(/(?:^|\n)T (?:OK|NO|BAD) .*\r\n$/);
  }

  /** Gives all that came until the server closed. */
  async end(): Promise<string> {
    while (!this.closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#received;
  }

  /** Negotiates TLS. */
  async secure(ca: string, credential?: Credential): Promise<this> {
    await this.command('STARTTLS');
    const raw = this.#socket;
    raw.removeAllListeners();
    raw.on('error', () => undefined);
    const identity = credential === undefined ? {} : { cert: credential.cert, key: credential.key };
    this.#socket = connectTls({ socket: raw, ca, servername: 'localhost', ...identity });
    this.#listen();
    return this;
  }

  /** Takes nothing more of what the server sends. */
  pause(): void {
    this.#socket.pause();
  }

  /** Closes its side, once what it wrote has gone. */
  leave(): void {
    this.#socket.end();
  }

  /** Cuts the connection. */
  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.toString('latin1');
      this.#wake();
    });
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => {
      this.closed = true;
      this.#wake();
    });
  }
}

/** A client of `psc` that has signed in. */
export async function signedIn({ host, pki }: TestImap): Promise<RawImap> {
  const client = await (await RawImap.open(host.ports.psc)).secure(pki.chain);
  await client.command(`AUTHENTICATE XOAUTH2 ${bearer(mailbox, goodToken)}`);
  return client;
}

/** The initial response of XOAUTH2. */
export function bearer(user: string, token: string): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64');
}
