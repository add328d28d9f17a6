import {
  CappedBody,
  type Environment,
  type ExchangeOutcome,
  isoNow,
  type Journal,
  type TlsFacts,
} from '../../../core/index.ts';
import type { ReceivedCommand } from './command-reader.ts';
import { commandNamed } from './commands.ts';
import type { CommandTrace } from './session.ts';

/** Name of the service in the journal. */
export const imapService = 'mss-imap';

/** Status of an exchange: `OK` is 200, `BAD` 400, `NO` 403. IMAP has no numbers; rules and readers of journals do. */
export const statusOf = { OK: 200, BAD: 400, NO: 403 } as const;

/** What an exchange is made of. */
export interface ServedCommand {
  command: ReceivedCommand;
  at: string;
  durationMs: number;
  remoteAddress: string;
  tls: TlsFacts | null;
  trace: CommandTrace;
  outcome: ExchangeOutcome;
  answer?: { status: keyof typeof statusOf; line: string; bytes: readonly Buffer[] };
}

const pathMax = 200;

/**
 * Keeps a command: its name as method, its arguments abridged as path, its literal (that of APPEND is the message) or
 * else its lines as body. Credentials are not kept: what follows LOGIN and AUTHENTICATE is masked, as
 * is whatever looks like one in a line that is no command; the trace holds their digests.
 */
export async function recordCommand(journal: Journal, served: ServedCommand): Promise<void> {
  const { command, answer, trace } = served;
  const { store } = journal;
  const wire = clearWire(command);
  const literal = isSecret(command) ? undefined : command.pieces.findLast((piece) => 'literal' in piece);
  const body = literal === undefined ? wire : [literal.literal];
  await journal.record({
    service: imapService,
    at: served.at,
    durationMs: served.durationMs,
    remoteAddress: served.remoteAddress,
    tls: served.tls,
    request: {
      method: command.name || 'ILLISIBLE',
      path: pathOf(command),
      headers: trace.headers,
      body: await capped(body).store(store),
      raw: await capped(wire).store(store),
    },
    ...(answer === undefined
      ? {}
      : {
          response: {
            status: statusOf[answer.status],
            headers: [],
            body: await store.put(Buffer.from(answer.line, 'latin1')),
            raw: await capped(answer.bytes).store(store),
          },
        }),
    outcome: served.outcome,
    keys: [...trace.keys],
  });
}

/** Keeps a handshake that failed; where the listener has a name of its own, that name says on which. */
export async function recordRefusal(
  { journal, environment, path }: { journal: Journal; environment: Environment; path?: string },
  remoteAddress: string,
  tls: TlsFacts,
): Promise<void> {
  const at = isoNow(environment);
  const nothing = path === undefined ? undefined : await journal.store.put(Buffer.alloc(0));
  await journal.record({
    service: imapService,
    at,
    durationMs: 0,
    remoteAddress,
    tls,
    ...(path === undefined || nothing === undefined
      ? {}
      : { request: { method: 'STARTTLS', path, headers: [], body: nothing, raw: nothing } }),
    outcome: 'refus_tls',
    keys: [],
  });
}

function isSecret({ name }: ReceivedCommand): boolean {
  return commandNamed(name)?.secret === true;
}

function clearWire(command: ReceivedCommand): Buffer[] {
  if (isSecret(command)) return [maskedCredentials(command)];
  return commandNamed(command.name) === undefined ? command.wire.map(maskedLine) : command.wire;
}

/** A mechanism is no secret, and the first thing that a reader wants to know. */
function maskedCredentials({ tag, name, pieces, wire }: ReceivedCommand): Buffer {
  const [first] = pieces;
  const text = first !== undefined && 'text' in first ? first.text : '';
  const mechanism = name === 'AUTHENTICATE' ? (/^ [A-Z0-9-]{1,20}(?= |$)/i.exec(text)?.[0] ?? '') : '';
  const size = wire.reduce((sum, { length }) => sum + length, 0);
  return Buffer.from(`${tag.slice(0, 40)} ${name}${mechanism} [masqué : ${size} octets en tout]\r\n`);
}

/** A line that is no command may be a credential sent when none was due: long runs of its alphabet are masked. */
function maskedLine(line: Buffer): Buffer {
  const text = line.toString('latin1');
  if (/login|authenticate|bearer|user=|pass/i.test(text)) return Buffer.from(`[masqué : ${line.length} octets]\r\n`);
  const clear = text.replaceAll(/[A-Za-z0-9+/=_.-]{16,}/g, (run) => `[masque : ${run.length} octets]`);
  return Buffer.from(clear, 'latin1');
}

function pathOf(command: ReceivedCommand): string {
  if (isSecret(command) || commandNamed(command.name) === undefined) return '';
  const text = command.pieces.map((piece) => ('text' in piece ? piece.text : `{${piece.literal.length}}`)).join('');
  return printable(text.trim()).slice(0, pathMax);
}

function printable(text: string): string {
  return [...text].map((char) => (char >= ' ' && char !== '\x7f' ? char : '?')).join('');
}

function capped(chunks: readonly Buffer[]): CappedBody {
  const body = new CappedBody();
  for (const chunk of chunks) body.add(chunk);
  return body;
}
