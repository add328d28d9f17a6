import { sha256 } from '../../../core/index.ts';
import { addressKey, type MailAccount } from '../mail-account.ts';
import { capabilities } from './capabilities.ts';
import { showFault } from './fault.ts';
import { malformed, Refusal, WireEnd } from './interruption.ts';
import type { CommandContext, Completion } from './session.ts';

/** Base64 of what operators send to a token that they refuse (facts, MSS §3.4, seen on a real one). */
const bearerRefused = Buffer.from('{"status":"401","schemes":"bearer","scope":"mail"}').toString('base64');

interface Credentials {
  user: string;
  secret: string;
}

/** AUTHENTICATE, with or without an initial response (RFC 4959): XOAUTH2 on `psc`, PLAIN on `app`. */
export async function authenticate(context: CommandContext): Promise<Completion> {
  const { args, session, trace } = context;
  const mechanism = args.atom().toUpperCase();
  trace.headers.push(['AUTH', mechanism.slice(0, 40)]);
  const initial = args.skip(' ') ? args.run((char) => /[A-Za-z0-9+/=]/.test(char)) : undefined;
  args.end();
  requireSignIn(context);
  const due = session.listener === 'psc' ? 'XOAUTH2' : 'PLAIN';
  if (mechanism !== due) throw new Refusal('NO', `Seul ${due} est admis sur cette interface`, 'CANNOT');
  const response = initial ?? (await context.dialog.ask(''));
  if (response === '*') throw new Refusal('BAD', 'Authentification abandonnee');
  const decoded = Buffer.from(response === '=' ? '' : response, 'base64').toString('utf8');
  if (due === 'XOAUTH2') return await byToken(context, readBearer(decoded));
  const credentials = readPlain(decoded);
  await showFault({ ...context, command: 'AUTHENTICATE' }, credentials.user);
  return byCertificate(context, credentials);
}

/** LOGIN: on `app` only, the same as PLAIN. */
export async function login(context: CommandContext): Promise<Completion> {
  const { args, session, trace } = context;
  trace.headers.push(['AUTH', 'LOGIN']);
  const user = args.astring();
  args.space();
  const secret = args.astring();
  args.end();
  requireSignIn(context);
  if (session.listener === 'psc') throw new Refusal('NO', 'LOGIN desactive : utilisez XOAUTH2', 'PRIVACYREQUIRED');
  await showFault({ ...context, command: 'LOGIN' }, user);
  return byCertificate(context, { user, secret });
}

function requireSignIn({ session }: CommandContext): void {
  if (session.account !== undefined) throw new Refusal('BAD', 'Session deja ouverte', 'CLIENTBUG');
  if (!session.secure) throw new Refusal('NO', "STARTTLS attendu avant l'authentification", 'PRIVACYREQUIRED');
}

/** `user=<address>^Aauth=Bearer <token>^A^A` (ECO.1.2.1); undefined when it is anything else. */
function readBearer(text: string): Credentials | undefined {
  const fields = text.split('\x01');
  const user = fields[0]?.startsWith('user=') ? fields[0].slice('user='.length) : '';
  const secret = /^auth=Bearer +(\S+)$/i.exec(fields[1] ?? '')?.[1];
  return user === '' || secret === undefined || fields.length !== 4 ? undefined : { user, secret };
}

/** `[authzid] NUL login NUL password` (RFC 4616). */
function readPlain(text: string): Credentials {
  const [identity = '', user = '', secret, ...rest] = text.split('\0');
  if (user === '' || secret === undefined || rest.length > 0) throw malformed('reponse PLAIN');
  if (identity !== '' && addressKey(identity) !== addressKey(user)) {
    throw new Refusal('NO', "Identite d'autorisation refusee", 'AUTHORIZATIONFAILED');
  }
  return { user, secret };
}

async function byToken(context: CommandContext, credentials: Credentials | undefined): Promise<Completion> {
  const account = credentials === undefined ? undefined : await accountByToken(context, credentials);
  if (account !== undefined) return opened(context, account);
  // The client answers the challenge by an empty line, and only then comes the refusal. Some leave at the challenge.
  await context.dialog.ask(bearerRefused).catch((thrown: unknown) => {
    if (!(thrown instanceof WireEnd)) throw thrown;
  });
  throw refused(context, 'Jeton refuse');
}

async function accountByToken(
  context: CommandContext,
  { user, secret }: Credentials,
): Promise<MailAccount | undefined> {
  const { options, trace } = context;
  trace.headers.push(['USER', user.slice(0, 320)], ['JETON', `sha256:${sha256(Buffer.from(secret))}`]);
  trace.keys.add(user.toUpperCase());
  await showFault({ ...context, command: 'AUTHENTICATE' }, user);
  const verdict = await options.validateToken(secret).catch(() => {
    throw new Refusal('NO', 'Verification du jeton indisponible', 'UNAVAILABLE');
  });
  if (!verdict.ok) {
    trace.headers.push(['MOTIF', verdict.reason]);
    return undefined;
  }
  const account = options.store.account(user);
  // A token that names no mailbox opens those of its subject, and those of nobody in particular.
  const named = verdict.mailboxes?.some((address) => addressKey(address) === addressKey(user));
  const allowed = named ?? (account?.subject === undefined || account.subject === verdict.subject);
  if (!allowed) trace.headers.push(['MOTIF', 'boîte hors de portée du jeton']);
  else if (account === undefined) trace.headers.push(['MOTIF', 'boîte inconnue']);
  return allowed ? account : undefined;
}

/**
 * The certificate opens the mailbox: its structure has to be the mailbox's. The password is not looked at, as no text
 * asks for one (facts, MSS §3.5, inferred); the rule that ties a certificate to a mailbox is the operator's own.
 */
function byCertificate(context: CommandContext, { user, secret }: Credentials): Completion {
  const { options, session, trace } = context;
  trace.headers.push(['USER', user.slice(0, 320)]);
  if (secret !== '') trace.headers.push(['MOT DE PASSE', `sha256:${sha256(Buffer.from(secret))}`]);
  trace.keys.add(user.toUpperCase());
  const account = options.store.account(user);
  if (account?.structure !== undefined && session.units.includes(account.structure)) return opened(context, account);
  const motive = account === undefined ? 'boîte inconnue' : 'structure du certificat différente de celle de la boîte';
  trace.headers.push(['MOTIF', motive]);
  throw refused(context, 'Boite refusee a ce certificat');
}

function opened({ session }: CommandContext, account: MailAccount): Completion {
  session.account = account;
  return { text: 'Session ouverte', code: `CAPABILITY ${capabilities(session)}` };
}

function refused({ session }: CommandContext, text: string): Refusal {
  session.failures += 1;
  return new Refusal('NO', text, 'AUTHENTICATIONFAILED');
}
