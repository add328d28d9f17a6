import type { Door, FuzzInput, Observation } from './input.ts';
import { type ClientTls, Wire } from './wire.ts';

/** What a mail protocol takes to open a session, and to know that all answers have come. */
export interface MailSession {
  /** Takes a connection to the state in which inputs are played. */
  open(wire: Wire): Promise<void>;
  /** True when the bytes end with a whole answer. */
  answered(bytes: Buffer): boolean;
  /** Ends what an input left open, and asks for something whose answer is known; `again` when that was not enough. */
  settle(received: Buffer, steps: readonly Buffer[], again: boolean): Buffer;
  /** True when the answer to that has come. */
  settled(received: Buffer): boolean;
  /** True when the server rightly waits for more of the input, so that it owes no answer. */
  waits(steps: readonly Buffer[], received: Buffer): boolean;
}

/** Where a mail listener is, and how its sessions go. */
export interface MailDoorOptions {
  port: number;
  session: MailSession;
  /** False: each input has a connection of its own. */
  kept: boolean;
  /** Longest wait for the last answer, in milliseconds, where a far end may owe none: 0 asks for nothing. */
  patience?: number;
}

/** Longest wait for the answer to a step, which the server may owe none; and for the last one, which it owes. */
const [short, patience] = [60, 20_000];

/** A listener of SMTP or IMAP, in one state of the session. */
export class MailDoor implements Door {
  readonly #options: MailDoorOptions;
  readonly #kept = new Map<number, Wire>();
  due = 0;

  constructor(options: MailDoorOptions) {
    this.#options = options;
  }

  async play(input: FuzzInput, lane: number): Promise<Observation> {
    const started = performance.now();
    const wire = await this.#wire(lane);
    const { session, kept } = this.#options;
    for (const step of input.steps) {
      const before = wire.peek().length;
      wire.write(step);
      await wire.until((bytes) => bytes.length > before && session.answered(bytes), short);
      if (wire.closed) break;
    }
    const settled = await this.#settle(wire, input);
    const { closed } = wire;
    const received = wire.take();
    if (settled !== 'oui' || !kept || closed) this.#drop(lane, wire);
    const mute = settled === 'non' && !closed && !session.waits(input.steps, received);
    return { received, closed, mute, milliseconds: performance.now() - started };
  }

  close(): void {
    for (const wire of this.#kept.values()) wire.destroy();
    this.#kept.clear();
  }

  /** `tard`: it took two demands, and the answer to the other one is still to come: nothing more is played there. */
  async #settle(wire: Wire, { steps }: FuzzInput): Promise<'oui' | 'tard' | 'non'> {
    const { session, patience: last = patience } = this.#options;
    if (last === 0) await wire.until((bytes) => bytes.length > 0, short);
    if (wire.closed || last === 0) return 'non';
    for (const [again, wait] of [
      [false, 8 * short],
      [true, session.waits(steps, wire.peek()) ? 4 * short : last],
    ] as const) {
      wire.write(session.settle(wire.peek(), steps, again));
      if (await wire.until((bytes) => session.settled(bytes), wait)) return again ? 'tard' : 'oui';
    }
    return 'non';
  }

  async #wire(lane: number): Promise<Wire> {
    const { port, session, kept } = this.#options;
    const known = this.#kept.get(lane);
    if (known !== undefined && !known.closed) return known;
    const wire = await Wire.open({ port });
    this.due += 1;
    await session.open(wire);
    if (kept) this.#kept.set(lane, wire);
    return wire;
  }

  #drop(lane: number, wire: Wire): void {
    wire.destroy();
    this.#kept.delete(lane);
  }
}

/** Who signs in, and how a state is reached: in clear, under TLS, signed in. */
export interface MailLogin {
  port: number;
  state: 'clair' | 'chiffre' | 'connecte';
  tls: ClientTls;
  /** `AUTH XOAUTH2 …` or `AUTH PLAIN …`, as the protocol writes it without its tag; asked for at each opening, as tokens change. */
  command: () => string;
}

/** A session of SMTP. */
export function smtpSession({ port, state, tls, command }: MailLogin): MailSession {
  const say = async (wire: Wire, line: string): Promise<void> => {
    wire.take();
    wire.write(`${line}\r\n`);
    if (!(await wire.until(wholeReply, patience))) throw new Error(`pas de réponse à ${line.slice(0, 20)}`);
  };
  return {
    open: async (wire) => {
      await wire.until(wholeReply, patience);
      if (state !== 'clair') {
        await say(wire, 'EHLO client.test');
        await say(wire, 'STARTTLS');
        await wire.upgrade(port, tls);
        await say(wire, 'EHLO client.test');
      }
      if (state === 'connecte') {
        await say(wire, command());
        if (!/^235 /m.test(wire.peek().toString('latin1'))) throw new Error(`connexion refusée : ${wire.peek()}`);
      }
      wire.take();
    },
    answered: wholeReply,
    settle: (received, steps, again) => {
      if (again) return Buffer.from('\r\n.\r\n*\r\nRSET\r\nHELP\r\n');
      const last = lastCode(received);
      const ended = steps.at(-1)?.at(-1) === 0x0a ? '' : '\r\n';
      const out = last === '354' ? '\r\n.\r\n' : last === '334' ? '*\r\n' : ended;
      return Buffer.from(`${out}RSET\r\nHELP\r\n`);
    },
    settled: (received) => /^214 .*\r\n/m.test(received.toString('latin1')),
    // A handshake is due, and what settles is none.
    waits: (steps) => state === 'clair' && steps.some((step) => /STARTTLS/i.test(step.toString('latin1'))),
  };
}

/** A session of IMAP. */
export function imapSession({ port, state, tls, command }: MailLogin): MailSession {
  const say = async (wire: Wire, line: string): Promise<void> => {
    wire.take();
    wire.write(`o1 ${line}\r\n`);
    const done = (bytes: Buffer): boolean => /^o1 (?:OK|NO|BAD) .*\r\n/m.test(bytes.toString('latin1'));
    if (!(await wire.until(done, patience))) throw new Error(`pas de réponse à ${line.slice(0, 20)}`);
  };
  return {
    open: async (wire) => {
      await wire.until(wholeLine, patience);
      if (state !== 'clair') {
        await say(wire, 'STARTTLS');
        await wire.upgrade(port, tls);
      }
      if (state === 'connecte') {
        await say(wire, command());
        if (!/^o1 OK/m.test(wire.peek().toString('latin1'))) throw new Error(`connexion refusée : ${wire.peek()}`);
        await say(wire, 'SELECT INBOX');
      }
      wire.take();
    },
    answered: (bytes) =>
      /(?:^|\n)(?:\+ |[^*+\r\n][^\r\n]* (?:OK|NO|BAD) )[^\r\n]*\r\n$/.test(
        bytes.toString('latin1', Math.max(0, bytes.length - 4_000)),
      ),
    settle: (received, steps, again) => {
      if (again) return Buffer.from('\r\n*\r\nDONE\r\nzz9 NOOP\r\n');
      const continued = /(?:^|\n)\+[^\r\n]*\r\n$/.test(received.toString('latin1'));
      const idle = steps.some((step) => /\bIDLE\b/i.test(step.toString('latin1')));
      const ended = steps.at(-1)?.at(-1) === 0x0a ? '' : '\r\n';
      return Buffer.from(`${continued ? (idle ? 'DONE\r\n' : '*\r\n') : ended}zz9 NOOP\r\n`);
    },
    settled: (received) => /(?:^|\n)zz9 (?:OK|NO|BAD) [^\r\n]*\r\n/.test(received.toString('latin1')),
    waits: (steps) => steps.some((step) => /\{\d+\+?\}\r?\n|STARTTLS/i.test(step.toString('latin1'))),
  };
}

function wholeReply(bytes: Buffer): boolean {
  return /(?:^|\n)\d{3}(?: [^\n]*)?\r\n$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 2_000)));
}

function wholeLine(bytes: Buffer): boolean {
  return bytes.at(-1) === 0x0a;
}

function lastCode(bytes: Buffer): string {
  return (
    [...bytes.toString('latin1', Math.max(0, bytes.length - 2_000)).matchAll(/(?:^|\n)(\d{3})[ \r]/g)].at(-1)?.[1] ?? ''
  );
}
