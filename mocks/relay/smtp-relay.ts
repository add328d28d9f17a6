import { CappedBody, isoNow } from '../../core/index.ts';
import { addressesIn, header, headersOf, subjectWords } from '../mss/mail-head.ts';
import { codeOf, Transcript } from '../mss/smtp/transcript.ts';
import { type Login, SigningIn } from './login.ts';
import { type MailLink, type MailRelayOptions, mailLimits } from './mail-link.ts';

/** One SMTP session between a product and a far end: commands one by one, each message kept on both legs. */
export class SmtpRelay {
  readonly #link: MailLink;
  readonly #options: MailRelayOptions;
  readonly #chunks: Buffer[] = [];
  #transcript = new Transcript();
  #began: { at: string; started: number };
  #submitted = false;
  #signingIn: SigningIn | undefined;
  #login: Login | undefined;
  #loginRefusal: string | undefined;

  constructor(link: MailLink, options: MailRelayOptions) {
    this.#link = link;
    this.#options = options;
    this.#began = this.#now();
  }

  /** Plays the session to its end; rejects when a side leaves. */
  async play(): Promise<void> {
    await this.#pass(await this.#reply());
    for (;;) {
      const line = await this.#link.near.reader.line(mailLimits.line, mailLimits.command);
      const reply = await this.#command(line);
      if (codeOf(reply) === 220 && /^STARTTLS\b/i.test(line.toString('latin1'))) {
        if (!(await this.#link.secure())) return;
      } else if (codeOf(reply) === 221) return;
    }
  }

  /** Keeps a session that submitted nothing. */
  async close(): Promise<void> {
    if (this.#submitted || !this.#transcript.attempted) return;
    await this.#record('SESSION', Buffer.alloc(0), this.#transcript.verdict);
  }

  async #command(line: Buffer): Promise<string> {
    this.#transcript.command(line);
    this.#watch(line.toString('utf8'));
    this.#link.far.socket.write(await this.#withChunk(line));
    const reply = await this.#reply();
    this.#signed(reply);
    if (codeOf(reply) === 354) return this.#message(reply);
    if (/^BDAT\b.*\bLAST\b/i.test(line.toString('latin1')))
      await this.#record('DATA', Buffer.concat(this.#chunks.splice(0)), reply);
    await this.#pass(reply);
    return reply;
  }

  #watch(line: string): void {
    const [, mechanism, initial] = /^AUTH\s+(\S+)(?:\s+(\S+))?/i.exec(line) ?? [];
    if (mechanism !== undefined) this.#signingIn = new SigningIn(mechanism, initial);
    else this.#signingIn?.answer(line);
  }

  /** What the far end says of who signs in; a challenge (334) says nothing yet. */
  #signed(reply: string): void {
    const code = codeOf(reply);
    if (this.#signingIn === undefined || code === 334) return;
    if (code === 235) this.#login = this.#signingIn.login;
    else this.#loginRefusal = reply;
    this.#signingIn = undefined;
  }

  /** The envelope, then who signed in: as the mocked operator tells them, since the same rules read them. */
  get #headers(): Array<[string, string]> {
    const { mechanism, user, fingerprint } = this.#login ?? {};
    const login = { AUTH: mechanism, USER: user, EMPREINTE: fingerprint, 'AUTH refusé': this.#loginRefusal };
    const said = Object.entries(login).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return [...this.#transcript.envelope, ...said];
  }

  /** RFC 3030: the bytes of a chunk follow its command. */
  async #withChunk(line: Buffer): Promise<Buffer> {
    const size = /^BDAT (\d{1,12})\b/i.exec(line.toString('latin1'))?.[1];
    if (size === undefined) return line;
    const chunk = await this.#link.near.reader.bytes(Number(size), mailLimits.answer);
    this.#transcript.message(chunk);
    this.#chunks.push(chunk);
    return Buffer.concat([line, chunk]);
  }

  /** The message goes on as it comes; its final reply waits until both legs are kept. */
  async #message(leave: string): Promise<string> {
    await this.#pass(leave);
    const lines: Buffer[] = [];
    for (;;) {
      const line = await this.#link.near.reader.line(mailLimits.line, mailLimits.answer);
      this.#transcript.message(line);
      this.#link.far.socket.write(line);
      if (line.toString('latin1') === '.\r\n') break;
      // RFC 5321 §4.5.2.
      lines.push(line[0] === 0x2e ? line.subarray(1) : line);
    }
    const reply = await this.#reply();
    await this.#record('DATA', Buffer.concat(lines), reply);
    await this.#pass(reply);
    return reply;
  }

  async #reply(): Promise<string> {
    const lines: string[] = [];
    for (;;) {
      const line = (await this.#link.far.reader.line(mailLimits.line, mailLimits.answer)).toString('utf8');
      lines.push(line.replace(/\r?\n$/, ''));
      if (!/^\d{3}-/.test(line)) break;
    }
    const reply = lines.join('\r\n');
    this.#transcript.reply(reply);
    return reply;
  }

  #pass(reply: string): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#link.near.socket.write(`${reply}\r\n`, (error) => (error == null ? resolve() : reject(error))),
    );
  }

  async #record(method: 'DATA' | 'SESSION', message: Buffer, verdict: string): Promise<void> {
    const { store } = this.#options.journal;
    const { client, server, addresses } = this.#transcript;
    const head = headersOf(message);
    const from = addressesIn(header(head, 'from'));
    const { at, started } = this.#began;
    if (method === 'DATA') this.#submitted = true;
    await this.#link.record({
      at,
      durationMs: Math.round(performance.now() - started),
      request: {
        method,
        path: this.#options.path,
        headers: this.#headers,
        body: await CappedBody.of(message).store(store),
        raw: await client.store(store),
      },
      response: {
        status: codeOf(verdict),
        headers: [],
        body: await store.put(Buffer.from(verdict, 'utf8')),
        raw: await server.store(store),
      },
      outcome: 'complet',
      keys: [...new Set([...addresses, ...from, ...subjectWords(head)].map((key) => key.toUpperCase()))],
    });
    this.#transcript = new Transcript();
    this.#began = this.#now();
  }

  #now(): { at: string; started: number } {
    return { at: isoNow(this.#options.environment), started: performance.now() };
  }
}
