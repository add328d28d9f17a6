import { capabilities } from './capabilities.ts';
import { suffer, takeFault } from './fault.ts';
import type { ImapFault } from './imap-options.ts';
import { mailboxString } from './imap-string.ts';
import { Refusal } from './interruption.ts';
import { Reply } from './reply.ts';
import { accountOf, type CommandContext, type Completion } from './session.ts';

export function capability({ args, reply, session }: CommandContext): Completion {
  args.end();
  reply.untagged(`CAPABILITY ${capabilities(session)}`);
  return { text: 'Fait' };
}

export function noop({ args }: CommandContext): Completion {
  args.end();
  return { text: 'Fait' };
}

export function logout({ args, reply }: CommandContext): Completion {
  args.end();
  reply.untagged('BYE Fin de session');
  return { text: 'Au revoir', next: 'fin' };
}

/** ID (RFC 2971): what the client says of itself is in the journal, with the command. */
export function id({ args, reply }: CommandContext): Completion {
  if (args.next === '(') args.list(() => args.nstring());
  else args.nstring();
  args.end();
  reply.untagged('ID ("name" "Probant MSS" "vendor" "TEST")');
  return { text: 'Fait' };
}

/** ENABLE (RFC 5161): there is nothing to enable, which is a valid answer. */
export function enable({ args, reply }: CommandContext): Completion {
  args.atom();
  while (args.skip(' ')) args.atom();
  args.end();
  reply.untagged('ENABLED');
  return { text: 'Fait' };
}

export function startTls({ args, session }: CommandContext): Completion {
  args.end();
  if (session.secure) throw new Refusal('BAD', 'TLS est deja la', 'CLIENTBUG');
  return { text: 'Negociation TLS', next: 'tls' };
}

/** IDLE (RFC 2177): tells of changes as they come, until the client says DONE. */
export async function idle(context: CommandContext): Promise<Completion> {
  const { args, dialog, session } = context;
  args.end();
  accountOf(context);
  const { selected } = session;
  let due = false;
  const tell = (): void => {
    due = false;
    const reply = new Reply();
    selected?.flush(reply, true);
    if (selected?.closed) reply.untagged('BYE Boite fermee');
    if (!reply.isEmpty) dialog.push(reply.take());
  };
  if (selected !== undefined) {
    selected.onChange = () => {
      // Changes of one turn are told together.
      if (!due) setImmediate(tell);
      due = true;
    };
    // What happened since the last command is news too.
    tell();
  }
  try {
    const fault = takeFault({ ...context, command: 'IDLE' });
    const waited = dialog.ask('En attente');
    // The wait is over when the outage is, or when the client says so.
    const answer = await (fault === undefined ? waited : Promise.race([waited, sufferedIn(fault, context)]));
    if (answer.trim().toUpperCase() !== 'DONE') throw new Refusal('BAD', 'DONE attendu', 'CLIENTBUG');
    return { text: "Fin de l'attente" };
  } finally {
    if (selected !== undefined) selected.onChange = () => undefined;
  }
}

/** An outage while the client waits: a refusal comes at once, an answer that is only late changes nothing. */
async function sufferedIn(fault: ImapFault, { dialog }: CommandContext): Promise<string> {
  await suffer(fault, dialog);
  return await new Promise<string>(() => undefined);
}

export function namespace(context: CommandContext): Completion {
  context.args.end();
  accountOf(context);
  context.reply.untagged('NAMESPACE (("" "/")) NIL NIL');
  return { text: 'Fait' };
}

/** GETQUOTAROOT (RFC 9208): one quota for the whole account, in units of 1024 bytes. */
export function getQuotaRoot(context: CommandContext): Completion {
  const name = context.args.astring();
  context.args.end();
  const mailbox = accountOf(context).mailbox(name);
  if (mailbox === undefined) throw new Refusal('NO', 'Dossier inconnu', 'NONEXISTENT');
  context.reply.untagged(`QUOTAROOT ${mailboxString(mailbox.name)} ""`);
  tellQuota(context);
  return { text: 'Fait' };
}

export function getQuota(context: CommandContext): Completion {
  if (context.args.astring() !== '') throw new Refusal('NO', 'Quota inconnu', 'NONEXISTENT');
  context.args.end();
  tellQuota(context);
  return { text: 'Fait' };
}

function tellQuota(context: CommandContext): void {
  const { used, quota } = accountOf(context);
  context.reply.untagged(`QUOTA "" (STORAGE ${Math.ceil(used / 1024)} ${Math.floor(quota / 1024)})`);
}
