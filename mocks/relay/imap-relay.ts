import { CappedBody, isoNow } from '../../core/index.ts';
import { keysOfMessage } from '../mss/imap/message-keys.ts';
import { type Login, SigningIn } from './login.ts';
import { type MailLink, type MailRelayOptions, mailLimits, type Side } from './mail-link.ts';

/** A command that the far end has not completed. */
interface OpenCommand {
  tag: string;
  name: string;
  /** Credentials masked. */
  sent: CappedBody;
  /** The literal of an APPEND. */
  literal: Buffer | undefined;
  /** Of AUTHENTICATE: who signs in. */
  signingIn?: SigningIn;
  answer: CappedBody;
  keys: Set<string>;
  at: string;
  started: number;
}

/** What a line announces: a literal of so many bytes, whose sender waits for leave unless it says otherwise. */
const literalAhead = /\{(\d{1,12})\+?\}\r?\n$/;

// Names whose arguments are credentials, or a message of one's own that goes on after leave.
const secret = new Set(['LOGIN', 'AUTHENTICATE']);

const statusOf: Readonly<Record<string, number>> = { OK: 200, NO: 403, BAD: 400 };

/** One IMAP session between a product and a far end, both ways at once, each command kept on both legs when it completes. */
export class ImapRelay {
  readonly #link: MailLink;
  readonly #options: MailRelayOptions;
  readonly #open: OpenCommand[] = [];
  /** Who has signed in: it attributes what follows. */
  #login: Login | undefined;

  constructor(link: MailLink, options: MailRelayOptions) {
    this.#link = link;
    this.#options = options;
  }

  /** Plays the session to its end; rejects when a side leaves. */
  async play(): Promise<void> {
    await this.#answerLine();
    // In clear nothing goes both ways: STARTTLS has to be seen by both before anything else is read.
    for (;;) {
      const command = await this.#command();
      const status = await this.#untilDone(command);
      if (command.name === 'LOGOUT') return;
      if (command.name === 'STARTTLS' && status === 'OK') break;
    }
    if (!(await this.#link.secure())) return;
    await Promise.race([this.#commands(), this.#answers()]);
  }

  /** Keeps the commands that nobody will complete. */
  async close(): Promise<void> {
    for (const command of this.#open.splice(0)) await this.#record(command, undefined);
  }

  async #commands(): Promise<never> {
    for (;;) await this.#command();
  }

  async #answers(): Promise<void> {
    for (;;) {
      const done = await this.#answerLine();
      if (done?.name === 'LOGOUT') return;
    }
  }

  async #untilDone(command: OpenCommand): Promise<string> {
    for (;;) {
      const done = await this.#answerLine();
      if (done?.command === command) return done.status;
    }
  }

  /** Passes a command on, literals and continuations included, as it comes. */
  async #command(): Promise<OpenCommand> {
    const line = await this.#read(this.#link.near, mailLimits.command);
    const [, tag = '', name = ''] = /^([^ ]+) ((?:UID )?[A-Za-z]+)/.exec(line.toString('latin1')) ?? [];
    const waiting = this.#open.at(-1);
    // The answer to a challenge, or the DONE of an IDLE, belongs to the command that waits for it.
    if (waiting !== undefined && /^(?:AUTHENTICATE|IDLE)$/.test(waiting.name)) {
      waiting.signingIn?.answer(line.toString('latin1'));
      return this.#send(line, waiting);
    }
    const command: OpenCommand = {
      tag,
      name: name.toUpperCase(),
      sent: new CappedBody(),
      literal: undefined,
      answer: new CappedBody(),
      keys: new Set(this.#login === undefined ? [] : [this.#login.user.toUpperCase()]),
      at: isoNow(this.#options.environment),
      started: performance.now(),
    };
    this.#open.push(command);
    if (command.name === 'AUTHENTICATE') command.signingIn = signingInOf(line);
    await this.#literals(this.#send(line, command), line);
    return command;
  }

  async #literals(command: OpenCommand, first: Buffer): Promise<void> {
    let line = first;
    for (;;) {
      const size = literalAhead.exec(line.toString('latin1'))?.[1];
      if (size === undefined) return;
      const literal = await this.#link.near.reader.bytes(Number(size), mailLimits.answer);
      command.literal = literal;
      this.#send(literal, command);
      if (command.name === 'APPEND') for (const key of keysOfMessage(literal)) command.keys.add(key);
      line = await this.#read(this.#link.near, mailLimits.answer);
      this.#send(line, command);
    }
  }

  #send(bytes: Buffer, command: OpenCommand): OpenCommand {
    command.sent.add(secret.has(command.name) ? Buffer.from(`${command.tag} ${command.name} [masqué]\r\n`) : bytes);
    this.#link.far.socket.write(bytes);
    return command;
  }

  /** Passes a line of the far end on, with its literals; the one that completes a command waits until it is kept. */
  async #answerLine(): Promise<{ command: OpenCommand; name: string; status: string } | undefined> {
    const chunks = await this.#farChunks();
    const [, tag, status = ''] = /^([^ ]+) (OK|NO|BAD)\b/.exec(chunks[0]?.toString('latin1') ?? '') ?? [];
    const at = this.#open.findIndex((command) => command.tag === tag);
    const command = this.#open[at];
    for (const chunk of chunks) (command ?? this.#open[0])?.answer.add(chunk);
    if (command !== undefined) {
      this.#open.splice(at, 1);
      if (status === 'OK' && command.signingIn !== undefined) this.#login = command.signingIn.login;
      await this.#record(command, { status, line: chunks[0] ?? Buffer.alloc(0) });
    }
    this.#link.near.socket.write(Buffer.concat(chunks));
    return command === undefined ? undefined : { command, name: command.name, status };
  }

  async #farChunks(): Promise<Buffer[]> {
    const chunks: Buffer[] = [];
    for (;;) {
      const line = await this.#read(this.#link.far, mailLimits.command);
      chunks.push(line);
      const size = literalAhead.exec(line.toString('latin1'))?.[1];
      if (size === undefined) return chunks;
      const literal = await this.#link.far.reader.bytes(Number(size), mailLimits.answer);
      for (const key of keysOfMessage(literal)) this.#open[0]?.keys.add(key);
      chunks.push(literal);
    }
  }

  async #read({ reader }: Side, wait: number): Promise<Buffer> {
    return await reader.line(mailLimits.line, wait);
  }

  /** As the mocked operator tells them. */
  #headers(login: Login | undefined): Array<[string, string]> {
    const where: [string, string] = ['INTERFACE', this.#options.path];
    if (login === undefined) return [where, ...(this.#login === undefined ? [] : [userOf(this.#login)])];
    const secret = login.mechanism === 'XOAUTH2' ? 'JETON' : 'MOT DE PASSE';
    return [where, ['AUTH', login.mechanism], userOf(login), [secret, `sha256:${login.fingerprint}`]];
  }

  async #record(command: OpenCommand, done: { status: string; line: Buffer } | undefined): Promise<void> {
    const { store } = this.#options.journal;
    const { name, sent, literal, answer, keys, at, started } = command;
    const login = command.signingIn?.login;
    if (login !== undefined) keys.add(login.user.toUpperCase());
    const raw = await sent.store(store);
    await this.#link.record({
      at,
      durationMs: Math.round(performance.now() - started),
      request: {
        method: name || 'ILLISIBLE',
        path: pathOf(command),
        headers: this.#headers(login),
        body: literal === undefined ? raw : await CappedBody.of(literal).store(store),
        raw,
      },
      ...(done === undefined
        ? {}
        : {
            response: {
              status: statusOf[done.status] ?? 400,
              headers: [],
              body: await store.put(done.line),
              raw: await answer.store(store),
            },
          }),
      outcome: done === undefined ? 'interrompu' : 'complet',
      keys: [...keys],
    });
  }
}

/** Of `tag AUTHENTICATE mechanism [initial]`. */
function signingInOf(line: Buffer): SigningIn {
  const [, , mechanism = '', initial] = line.toString('latin1').trim().split(' ');
  return new SigningIn(mechanism, initial);
}

function pathOf({ name, sent, tag }: OpenCommand): string {
  if (secret.has(name)) return '';
  const [line = ''] = sent.bytes().toString('utf8').split('\r\n');
  return line.slice(tag.length + name.length + 2, 200 + tag.length + name.length);
}

function userOf({ user }: Login): [string, string] {
  return ['USER', user];
}
