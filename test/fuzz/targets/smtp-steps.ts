import { anyText } from '../arbitraries.ts';
import { mutated } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { anyMessage } from './mail-messages.ts';

/** What a session of mail is in when its steps are made. */
export interface MailMoment {
  /** A password or a token that no answer may hold. */
  secret: string;
  signedIn: boolean;
}

const mailboxes = [
  'alix.temoin@test.mssante.fr',
  'cabinet.temoin@test.mssante.fr',
  'secretariat.temoin@test.mssante.fr',
  'inconnu@test.mssante.fr',
  'a@ailleurs.fr',
  '279035121518989@patient.mssante.fr',
];

/** Commands of SMTP: a whole submission that goes wrong somewhere, or commands in any order. */
export function smtpSteps(dice: Dice, moment: MailMoment): { kind: string; steps: Buffer[] } {
  const way = dice.int(10);
  if (way < 6) return { kind: 'dépôt', steps: submission(dice) };
  if (way < 9)
    return { kind: 'commandes', steps: Array.from({ length: 1 + dice.int(4) }, () => command(dice, moment)) };
  return { kind: 'pipeline', steps: [Buffer.concat(submission(dice))] };
}

function submission(dice: Dice): Buffer[] {
  const message = anyMessage(dice);
  const stuffed = Buffer.from(message.toString('latin1').replaceAll(/(^|\n)\./g, '$1..'), 'latin1');
  const steps: Buffer[] = [
    Buffer.from(
      `MAIL FROM:<${dice.chance(0.85) ? mailboxes[0] : address(dice)}>${dice.chance(0.2) ? ` ${option(dice)}` : ''}\r\n`,
    ),
    ...Array.from({ length: dice.pick([1, 1, 1, 2, 5]) }, () =>
      Buffer.from(`RCPT TO:<${address(dice)}>${dice.chance(0.2) ? ` ${option(dice)}` : ''}\r\n`),
    ),
    Buffer.from('DATA\r\n'),
    Buffer.concat([
      dice.chance(0.9) ? stuffed : message,
      Buffer.from(dice.chance(0.9) ? '\r\n.\r\n' : dice.pick(['\n.\n', '\r\n.\n', '\r.\r', '\r\n..\r\n', ''])),
    ]),
  ];
  if (!dice.chance(0.25)) return steps;
  const at = dice.int(steps.length);
  return dice.pick([
    () => steps.toSpliced(at, 1),
    () => steps.toSpliced(at, 0, steps[at] ?? Buffer.alloc(0)),
    () => steps.with(at, mutated(steps[at] ?? Buffer.alloc(0), dice)),
    () => steps.toReversed(),
  ])();
}

function address(dice: Dice): string {
  if (dice.chance(0.8)) return dice.pick(mailboxes);
  return dice.pick([
    '',
    '@',
    'a@',
    '<a>',
    'a b@c',
    `${'a'.repeat(400)}@test.mssante.fr`,
    `"a\\"b"@test.mssante.fr`,
    'a@[127.0.0.1]',
    'é@test.mssante.fr',
    `a@${'x.'.repeat(200)}fr`,
    dice.draw(anyText).replaceAll(/[\r\n]/g, ''),
  ]);
}

const options = [
  'SIZE=10',
  'SIZE=99999999999999',
  'SIZE=-1',
  'SIZE=x',
  'BODY=8BITMIME',
  'SMTPUTF8',
  'RET=FULL',
  'RET=x',
  'ENVID=a+2B',
  'ENVID=+zz',
  'NOTIFY=SUCCESS,FAILURE',
  'NOTIFY=NEVER,SUCCESS',
  'NOTIFY=',
  'ORCPT=rfc822;a@b',
  'ORCPT=;',
  'AUTH=<>',
  'X=y',
  '=',
];

function option(dice: Dice): string {
  return Array.from({ length: 1 + dice.int(3) }, () => dice.pick(options)).join(' ');
}

function command(dice: Dice, { secret, signedIn }: MailMoment): Buffer {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const sign = [
    `AUTH PLAIN ${base64(`\0a@test.mssante.fr\0${secret}`)}`,
    `AUTH XOAUTH2 ${base64(`user=a\x01auth=Bearer ${secret}\x01\x01`)}`,
    `AUTH LOGIN ${base64(secret)}`,
    'AUTH PLAIN ====',
    'AUTH XOAUTH2',
    'AUTH',
  ];
  const plain = [
    'EHLO client.test',
    'HELO x',
    'EHLO',
    `EHLO ${'a'.repeat(2_000)}`,
    'NOOP',
    'RSET',
    'VRFY x',
    'EXPN x',
    'STARTTLS',
    'QUIT',
    'DATA',
    'BDAT 3 LAST\r\nabc',
    'BDAT 99999',
    'XCLIENT ADDR=1.1.1.1',
    'PROXY TCP4 1.1.1.1 2.2.2.2 1 2',
    'ETRN x',
    'MAIL FROM:<>',
    'RCPT TO:',
    'MAIL',
    'mail from:a@b',
    'GET / HTTP/1.1',
    '',
    ' ',
    '\0',
  ];
  const chosen = dice.chance(signedIn ? 0.1 : 0.4) ? dice.pick(sign) : dice.pick(plain);
  const line = Buffer.from(`${chosen}\r\n`);
  return dice.chance(0.2) ? Buffer.concat([mutated(line, dice).subarray(0, 20_000), Buffer.from('\r\n')]) : line;
}
