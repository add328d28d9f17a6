import { commandNamed } from './commands.ts';
import type { Piece } from './cursor.ts';
import type { ImapLimits } from './imap-options.ts';
import { Refusal } from './interruption.ts';
import type { WireReader } from './wire-reader.ts';

/** A command as it came. */
export interface ReceivedCommand {
  /** Empty where the line has none. */
  tag: string;
  /** Upper case, with `UID` before it where it is there; empty where the line has none. */
  name: string;
  /** Its text behind the name, and its literals. */
  pieces: Piece[];
  /** Every byte of it. */
  wire: Buffer[];
  /** Why it can't be served, where its bytes could not all be read. */
  refusal?: Refusal;
  /** True when what follows on the wire can't be told from what was refused. */
  lost?: boolean;
}

/** What reading a command takes. */
export interface CommandReading {
  reader: WireReader;
  limits: ImapLimits;
  /** A message is taken of a client that has signed in only. */
  signedIn: boolean;
  /** Silence allowed before the command. */
  wait: number;
  /** Keeps room for a message; false when there is none. */
  reserve(bytes: number): boolean;
  /** Asks the client for its literal. */
  proceed(): void;
}

const smallLiteral = 8 * 1024;
const maxLiterals = 30;
const announced = /\{(\d{1,12})(\+?)\}$/;

/**
 * Reads a command with its literals. `into` is filled as it comes, so that what a client leaves unfinished is kept.
 *
 * @throws {@link WireEnd}
 */
export async function readCommand(reading: CommandReading, into: ReceivedCommand): Promise<void> {
  const { reader, limits } = reading;
  const { stalled } = limits.delays;
  let line = textOf(await readLine(reading, into, reading.wait));
  const behind = readHead(line, into);
  line = line.slice(behind);
  for (;;) {
    const literal = announced.exec(line);
    if (literal === null) break;
    into.pieces.push({ text: line.slice(0, literal.index) });
    const [, digits, plus] = literal;
    const size = Number(digits);
    const refusal = refusalOf(reading, into, size);
    if (refusal !== undefined) {
      into.refusal = refusal;
      // A literal that does not wait for leave is on its way: its bytes would pass for commands.
      into.lost = plus === '+';
      return;
    }
    if (plus === '') reading.proceed();
    const bytes = await reader.bytes(size, stalled);
    into.wire.push(bytes);
    into.pieces.push({ literal: bytes });
    line = textOf(await readLine(reading, into, stalled));
  }
  into.pieces.push({ text: line });
}

async function readLine({ reader, limits }: CommandReading, into: ReceivedCommand, wait: number): Promise<Buffer> {
  const read = into.wire.reduce((sum, { length }) => sum + length, 0);
  const literals = into.pieces.reduce((sum, piece) => sum + ('literal' in piece ? piece.literal.length : 0), 0);
  // One bound for all the lines of a command.
  const line = await reader.line(limits.line - (read - literals), wait);
  into.wire.push(line);
  return line;
}

function textOf(line: Buffer): string {
  return line.toString('latin1').replace(/\r?\n$/, '');
}

/** Takes the tag and the name; gives where the arguments begin, at the space before them. */
function readHead(line: string, into: ReceivedCommand): number {
  // RFC 3501 §9: a tag is made of ASCII without controls. It comes back in the answer.
  const [head, tag = '', name = ''] = /^([!#$&',-Z[\]-z|}~]+) ((?:UID )?[A-Za-z]+)/i.exec(line) ?? [];
  if (head === undefined) return 0;
  into.tag = tag;
  into.name = name.toUpperCase();
  return head.length;
}

function refusalOf(reading: CommandReading, { name, pieces }: ReceivedCommand, size: number): Refusal | undefined {
  const isMessage = name === 'APPEND' && reading.signedIn;
  const literals = pieces.filter((piece) => 'literal' in piece).length;
  if (commandNamed(name) === undefined) return new Refusal('BAD', 'Commande inconnue', 'CLIENTBUG');
  if (literals >= maxLiterals) return new Refusal('BAD', 'Trop de litteraux', 'LIMIT');
  if (size > (isMessage ? reading.limits.literal : smallLiteral)) return new Refusal('NO', 'Trop gros', 'TOOBIG');
  if (!reading.reserve(size)) return new Refusal('NO', 'Serveur occupe : reessayez', 'UNAVAILABLE');
  return undefined;
}
