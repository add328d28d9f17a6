import { anyText } from '../arbitraries.ts';
import { mutated } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { anyMessage } from './mail-messages.ts';
import type { MailMoment } from './smtp-steps.ts';

const folders = [
  'INBOX',
  'inbox',
  'Sent',
  'Trash',
  'Dossier',
  '""',
  '"a/b"',
  'INBOX/x',
  '&AOk-',
  '"&"',
  '*',
  '%',
  '__proto__',
];
const sets = ['1', '1:*', '*', '1:2,4', '0', '4294967295', '4294967296', '2:1', '1:', ',', '1,1,1,1', '*:*', '$'];
const items = [
  'FLAGS',
  'ENVELOPE',
  'BODYSTRUCTURE',
  'BODY',
  'ALL',
  'FULL',
  'RFC822',
  'RFC822.SIZE',
  'UID',
  'INTERNALDATE',
  'BODY[]',
  'BODY.PEEK[]',
  'BODY[HEADER]',
  'BODY[TEXT]',
  'BODY[1]',
  'BODY[1.MIME]',
  'BODY[1.1.1.1.1.1]',
  'BODY[HEADER.FIELDS (SUBJECT FROM)]',
  'BODY[HEADER.FIELDS.NOT ()]',
  'BODY[]<0.10>',
  'BODY[]<99999.1>',
  'BODY[]<0.4294967295>',
  'BODY[0]',
  'BODY[',
  'BODY[99999999999]',
  'BINARY[1]',
  'X',
];
const searches = [
  'ALL',
  'UNSEEN',
  'SUBJECT "ESSAI"',
  'BODY "x"',
  'TEXT ""',
  'SINCE 1-Jan-2026',
  'BEFORE 99-Foo-2026',
  'LARGER 10',
  'SMALLER -1',
  'UID 1:*',
  'NOT NOT NOT ALL',
  'OR SEEN UNSEEN',
  'HEADER X-A ""',
  'KEYWORD a',
  'CHARSET UTF-8 ALL',
  'CHARSET X ALL',
  '(ALL (ALL))',
  'RETURN (MIN MAX COUNT) ALL',
  'RETURN () 1:*',
  'OR',
  'NOT',
];
const flags = [
  '(\\Seen)',
  '(\\Deleted \\Seen)',
  '(\\Recent)',
  '(a b c)',
  '()',
  '\\Seen',
  '(\\X)',
  '(((',
  `(${'k '.repeat(500).trim()})`,
];

/** Commands of IMAP with their literals. */
export function imapSteps(dice: Dice, { secret, signedIn }: MailMoment): { kind: string; steps: Buffer[] } {
  if (signedIn && dice.chance(0.2)) return { kind: 'APPEND', steps: append(dice) };
  const count = 1 + dice.int(4);
  const steps = Array.from({ length: count }, (_, i) =>
    line(dice, `c${i}`, signedIn ? command(dice) : anonymous(dice, secret)),
  );
  return dice.chance(0.15) ? { kind: 'pipeline', steps: [Buffer.concat(steps)] } : { kind: 'commandes', steps };
}

function line(dice: Dice, tag: string, text: string): Buffer {
  const bytes = Buffer.from(`${tag} ${text}`);
  if (!dice.chance(0.25)) return Buffer.concat([bytes, Buffer.from('\r\n')]);
  return Buffer.concat([mutated(bytes, dice).subarray(0, 80_000), Buffer.from(dice.chance(0.9) ? '\r\n' : '\n')]);
}

/** A message given to a folder, its announced size sometimes wrong; then it is looked at. */
function append(dice: Dice): Buffer[] {
  const message = anyMessage(dice);
  const size = dice.chance(0.93)
    ? message.length
    : dice.pick([0, message.length + 5, message.length - 1, 99_999_999_999]);
  const head = `c0 APPEND ${dice.chance(0.8) ? 'INBOX' : dice.pick(folders)} ${dice.chance(0.3) ? `${dice.pick(flags)} ` : ''}${dice.chance(0.2) ? '"01-Jan-2026 00:00:00 +0000" ' : ''}`;
  const after = dice.pick([
    'c1 FETCH * (BODYSTRUCTURE ENVELOPE)\r\n',
    'c1 FETCH * (BODY[1.1] BODY[1.MIME])\r\n',
    'c1 SEARCH TEXT "fond"\r\n',
    'c1 UID FETCH * FULL\r\n',
  ]);
  const given = Buffer.concat([message, Buffer.from('\r\n')]);
  const sent = dice.chance(0.5)
    ? [Buffer.concat([Buffer.from(`${head}{${size}+}\r\n`), given])]
    : [Buffer.from(`${head}{${size}}\r\n`), given];
  const clean = dice.chance(0.5) ? ['c2 STORE 2:* +FLAGS (\\Deleted)\r\n', 'c3 EXPUNGE\r\n'] : [];
  return [...sent, ...[after, ...clean].map((text) => Buffer.from(text))];
}

function command(dice: Dice): string {
  const folder = (): string => (dice.chance(0.85) ? dice.pick(folders) : text(dice));
  const set = (): string => dice.pick(sets);
  const uid = dice.chance(0.3) ? 'UID ' : '';
  return dice.pick([
    () => `SELECT ${dice.chance(0.7) ? 'INBOX' : folder()}`,
    () => `EXAMINE ${folder()}`,
    () => `${uid}FETCH ${set()} (${Array.from({ length: 1 + dice.int(4) }, () => dice.pick(items)).join(' ')})`,
    () => `${uid}FETCH ${set()} ${dice.pick(items)}`,
    () => `${uid}SEARCH ${Array.from({ length: 1 + dice.int(3) }, () => dice.pick(searches)).join(' ')}`,
    () => `${uid}SEARCH ${'('.repeat(dice.pick([10, 2_000]))}ALL`,
    () => `${uid}SEARCH ${'NOT '.repeat(dice.pick([50, 5_000]))}ALL`,
    () => `${uid}STORE ${set()} ${dice.pick(['+FLAGS', '-FLAGS', 'FLAGS', 'FLAGS.SILENT', 'X'])} ${dice.pick(flags)}`,
    () => `${uid}COPY ${set()} ${folder()}`,
    () => `${uid}MOVE ${set()} ${dice.chance(0.5) ? 'INBOX' : folder()}`,
    () =>
      `LIST ${dice.pick(['""', '"x"', text(dice)])} ${dice.pick(['*', '%', '"*%*%*%*%*%*%*%"', `"${'*a'.repeat(200)}"`, folder()])}`,
    () => `STATUS ${folder()} (${dice.pick(['MESSAGES UNSEEN', 'UIDNEXT', 'X', ''])})`,
    () => `CREATE ${dice.pick(['Dossier', '"a/b"', '&AOk-', text(dice)])}`,
    () => `DELETE ${dice.pick(['Dossier', '"a/b"', 'INBOX', text(dice)])}`,
    () => `RENAME ${folder()} ${folder()}`,
    () => `${dice.pick(['SUBSCRIBE', 'UNSUBSCRIBE'])} ${folder()}`,
    () =>
      `${dice.pick(['NOOP', 'CHECK', 'CAPABILITY', 'NAMESPACE', 'EXPUNGE', 'CLOSE', 'UNSELECT', 'GETQUOTAROOT INBOX', 'GETQUOTA ""', 'ID NIL', 'ID ("a" "b")', 'ID (', 'ENABLE CONDSTORE', 'XYZ', '', 'NOOP x'])}`,
    () => `LIST "" {${dice.pick([0, 3, 8_193, 99_999_999])}+}\r\nabc`,
  ])();
}

function anonymous(dice: Dice, secret: string): string {
  const base64 = (value: string): string => Buffer.from(value).toString('base64');
  return dice.pick([
    `LOGIN a@test.mssante.fr ${secret}`,
    `LOGIN "a" "${secret}`,
    `AUTHENTICATE PLAIN ${base64(`\0a\0${secret}`)}`,
    `AUTHENTICATE XOAUTH2 ${base64(`user=a\x01auth=Bearer ${secret}\x01\x01`)}`,
    'AUTHENTICATE XOAUTH2 =',
    'AUTHENTICATE X',
    'STARTTLS',
    'CAPABILITY',
    'SELECT INBOX',
    'LOGOUT',
    'ID NIL',
    'APPEND INBOX {10+}\r\n0123456789',
    `LOGIN {${secret.length}+}\r\n${secret}`,
  ]);
}

function text(dice: Dice): string {
  const value = dice
    .draw(anyText)
    .replaceAll(/[\r\n]/g, '')
    .slice(0, 300);
  return dice.chance(0.6) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
}
