import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import nodemailer from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { type MssOptions, type RunningMss, startMss } from '../../mocks/mss/index.ts';
import { TestPki } from '../../mocks/pki/index.ts';

/** Addresses and token of the mailboxes that {@link openMss} declares. */
export const mail = {
  doctor: 'alix.temoin@test.mssante.fr',
  colleague: 'bea.essai@test.mssante.fr',
  app: 'cabinet-app@test.mssante.fr',
  patient: '279035121518989@patient.mssante.fr',
  token: 'jeton-de-test',
  structure: '1630000018',
} as const;

/** A running MSS, the certificates of its clients, and what a test needs to look at it. */
export interface TestMss extends AsyncDisposable {
  mss: RunningMss;
  pki: TestPki;
  /** Messages in the INBOX of an address, in order. */
  inbox(address: string): string[];
  /** The exchanges kept, once there are at least `count`. */
  exchanges(count?: number): Promise<Exchange[]>;
  /** The same, of IMAP. */
  imapExchanges(count?: number): Promise<Exchange[]>;
  blob(digest: string | undefined): Promise<Buffer>;
  /** What another server of the same bench takes. */
  parts: Pick<MssOptions, 'environment' | 'journal'>;
  /** Where the journal keeps bytes. */
  store: EvidenceStore;
  /** Sends through the PSC interface, as the doctor unless told. */
  send(message: SMTPTransport.MailOptions, options?: SMTPTransport.Options): Promise<SMTPTransport.SentMessageInfo>;
  /** Opens a plain connection to a port, and gives its lines. */
  dial(port: number): Promise<Dialogue>;
}

let issued: Promise<{ pki: TestPki; credential: { cert: string; key: string } }> | undefined;

/** One PKI a test file: keys take long to make. */
function certificates(): NonNullable<typeof issued> {
  issued ??= TestPki.create().then(async (pki) => ({ pki, credential: await pki.server(['localhost', '127.0.0.1']) }));
  return issued;
}

/** The PKI of the file's operators. */
export async function testPki(): Promise<TestPki> {
  return (await certificates()).pki;
}

/** Starts an MSS on free ports of the loopback. */
export async function openMss(overrides: Partial<MssOptions> = {}): Promise<TestMss> {
  const folder = await mkdtemp(join(tmpdir(), 'probant-mss-'));
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const { pki, credential } = await certificates();
  const mss = await startMss({
    environment,
    journal,
    listen: '127.0.0.1',
    names: ['localhost', '127.0.0.1'],
    credential,
    clientAuthorities: [pki.chain],
    ports: { pscSmtp: 0, appSmtp: 0, pscImap: 0, appImap: 0 },
    validateToken: async (token) =>
      token === mail.token ? { ok: true, subject: '899900000017' } : { ok: false, reason: 'inconnu' },
    domain: 'test.mssante.fr',
    ...overrides,
  }).catch(async (thrown: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  });
  const { control } = mss;
  control.declareMailbox({ address: mail.doctor, kind: 'PER', label: 'Dr_Alix_TÉMOIN' });
  control.declareMailbox({ address: mail.colleague, kind: 'PER', label: 'Dr_Béa_ESSAI' });
  control.declareMailbox({ address: mail.app, kind: 'APP', label: 'Cabinet TEST', structure: mail.structure });
  control.declareMailbox({ address: mail.patient, kind: 'patient', label: 'Léo Dupond' });
  const all = (service: string): Exchange[] => journal.slice(service, { from: 0, to: journal.last });
  const atLeast = async (service: string, count: number): Promise<Exchange[]> => {
    await journal.waitFor(() => all(service).length >= count, 5_000);
    return all(service);
  };
  return {
    mss,
    pki,
    inbox: (address) => control.inbox(address).map((raw) => raw.toString('utf8')),
    exchanges: (count = 1) => atLeast('mss-smtp', count),
    imapExchanges: (count = 1) => atLeast('mss-imap', count),
    blob: (digest) => journal.store.get(digest ?? ''),
    parts: { environment, journal },
    store: journal.store,
    send: async (message, options = {}) => {
      const transport = nodemailer.createTransport({
        host: 'localhost',
        port: mss.ports.pscSmtp,
        requireTLS: true,
        tls: { ca: pki.chain },
        auth: { type: 'OAuth2', user: mail.doctor, accessToken: mail.token },
        ...options,
      } as SMTPTransport.Options);
      try {
        return await transport.sendMail({ from: mail.doctor, ...message });
      } finally {
        transport.close();
      }
    },
    dial: (port) => Dialogue.open(port),
    [Symbol.asyncDispose]: async () => {
      await mss.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An SMTP client that says exactly what a test wants. */
export class Dialogue {
  #socket: Socket;
  #text = '';
  #closed = false;
  #waiting: Array<() => void> = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  static async open(port: number): Promise<Dialogue> {
    const socket = connectTcp(port, '127.0.0.1');
    const dialogue = new Dialogue(socket);
    await dialogue.reply();
    return dialogue;
  }

  /** Sends bytes, without waiting. */
  write(bytes: string | Buffer): void {
    this.#socket.write(bytes);
  }

  /** Sends a command and gives its reply. */
  async say(command: string): Promise<string> {
    this.write(`${command}\r\n`);
    return await this.reply();
  }

  /** The next reply, all its lines; what came when the server closes. */
  async reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n|^\d{3}\r\n/.exec(this.#text)?.[0];
      if (whole !== undefined) {
        this.#text = this.#text.slice(whole.length);
        return whole.trimEnd();
      }
      if (this.#closed) return this.#text;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Negotiates TLS, after STARTTLS. */
  async secure(options: ConnectionOptions): Promise<TLSSocket> {
    this.#socket.removeAllListeners('data');
    const socket = connectTls({ ...options, socket: this.#socket, servername: 'localhost' });
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed during the handshake')));
    });
    this.#socket = socket;
    this.#closed = false;
    this.#listen(socket);
    return socket;
  }

  /** Resolves once the server has closed. */
  async closed(): Promise<void> {
    while (!this.#closed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    const wake = (): void => {
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('utf8');
      wake();
    });
    socket.on('close', () => {
      this.#closed = true;
      wake();
    });
  }
}

/** A connection to the PSC interface, under TLS; signed in as the doctor unless told. */
export async function signedIn({ mss, pki }: TestMss, options: { login?: boolean } = {}): Promise<Dialogue> {
  const dialogue = await Dialogue.open(mss.ports.pscSmtp);
  await dialogue.say('EHLO client.test');
  await dialogue.say('STARTTLS');
  await dialogue.secure({ ca: pki.chain });
  await dialogue.say('EHLO client.test');
  if (options.login !== false) await dialogue.say(`AUTH XOAUTH2 ${xoauth2(mail.doctor, mail.token)}`);
  return dialogue;
}

/** The initial response of XOAUTH2 (ECO 1.2.1). */
export function xoauth2(user: string, token: string): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64');
}
