import type { ReceivedCommand } from './command-reader.ts';
import { type Command, commandNamed } from './commands.ts';
import { Cursor } from './cursor.ts';
import { showFault } from './fault.ts';
import type { ImapOptions } from './imap-options.ts';
import { malformed, Refusal, WireEnd } from './interruption.ts';
import { Reply } from './reply.ts';
import type { CommandTrace, Completion, Dialog, Session } from './session.ts';

/** A command to serve. */
export interface ServedRequest {
  command: ReceivedCommand;
  session: Session;
  trace: CommandTrace;
  dialog: Dialog;
  options: ImapOptions;
}

/** What is to be answered. */
export interface Outcome {
  status: 'OK' | 'NO' | 'BAD';
  /** The last line. */
  line: string;
  /** The whole answer, that line included. */
  bytes: Buffer[];
  next?: 'tls' | 'fin';
  /** A mistake of the bench, which the client is told of. */
  failure?: unknown;
}

/** They know more of the moment than is known here: who signs in, and that the client waits. */
const showsOwnFault = new Set(['AUTHENTICATE', 'LOGIN', 'IDLE']);

/**
 * Serves a command, or shows the outage that the bench wants shown.
 *
 * @throws {@link WireEnd} when the client leaves meanwhile, or the connection is to be cut
 */
export async function serve(request: ServedRequest): Promise<Outcome> {
  const reply = new Reply();
  const result = await run(request, reply).catch((thrown: unknown) => {
    if (thrown instanceof WireEnd) throw thrown;
    return thrown instanceof Refusal ? thrown : { failure: thrown };
  });
  const next = tellNews(request, reply) ? 'fin' : 'next' in result ? result.next : undefined;
  const [status, text] = wording(result);
  const line = `${request.command.tag || '*'} ${status} ${text}\r\n`;
  return {
    status,
    line,
    bytes: [...reply.take(), Buffer.from(line, 'latin1')],
    ...(next === undefined ? {} : { next }),
    ...('failure' in result ? { failure: result.failure } : {}),
  };
}

async function run(request: ServedRequest, reply: Reply): Promise<Completion> {
  const { command, session } = request;
  if (command.refusal !== undefined) throw command.refusal;
  if (command.tag === '') throw malformed('etiquette et nom attendus');
  const known = commandNamed(command.name);
  if (known === undefined) throw new Refusal('BAD', 'Commande inconnue', 'CLIENTBUG');
  if (!showsOwnFault.has(command.name)) await showFault({ ...request, command: command.name });
  const args = new Cursor(command.pieces);
  if (!args.done) args.space();
  const byUid = command.name.startsWith('UID ');
  const { trace, dialog, options } = request;
  return await known.run({ tag: command.tag, session, args, reply, byUid, trace, dialog, options });
}

/** Tells what others did; true when the mailbox or the account is no more, which ends the session. */
function tellNews({ command, session }: ServedRequest, reply: Reply): boolean {
  const { selected, account } = session;
  try {
    selected?.flush(reply, !keepsNumbers(commandNamed(command.name)));
  } catch (thrown) {
    // An answer that is full already: the news come with the next one.
    if (!(thrown instanceof Refusal)) throw thrown;
  }
  const over = selected?.closed === true || account?.closed === true;
  if (over) reply.untagged('BYE Boite fermee');
  return over;
}

function keepsNumbers(command: Command | undefined): boolean {
  return command?.keepsNumbers === true;
}

/** ASCII only: what a response holds (RFC 3501 §9, TEXT-CHAR). */
function wording(result: Completion | Refusal | { failure: unknown }): ['OK' | 'NO' | 'BAD', string] {
  if ('failure' in result) return ['NO', '[SERVERBUG] Erreur interne du banc'];
  const code = result.code === undefined ? '' : `[${result.code}] `;
  if (result instanceof Refusal) return [result.status, ascii(code + result.message)];
  return ['OK', ascii(code + result.text)];
}

function ascii(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[«»]/g, '"');
  return [...plain].map((char) => (char >= ' ' && char <= '~' ? char : '?')).join('');
}
