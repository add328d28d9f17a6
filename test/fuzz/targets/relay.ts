import { insiRequest } from '../../support/insi-request.ts';
import type { BenchProcess } from '../bench-process.ts';
import { mutated } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { HttpDoor } from '../http-door.ts';
import { wireOf } from '../http-message.ts';
import { type AnswerOracle, judgeHttp, wrong } from '../http-oracles.ts';
import type { FuzzInput, Judgement, Observation, Target } from '../input.ts';
import { imapSession, MailDoor, type MailLogin, smtpSession } from '../mail-door.ts';
import { judgeImap, judgeSmtp } from '../mail-oracles.ts';
import { probe } from '../probe.ts';
import { webInput, xmlBody } from '../web-recipes.ts';
import { imapSteps } from './imap-steps.ts';
import { loginsOf } from './mail.ts';
import { smtpSteps } from './smtp-steps.ts';

/** The relays of a bench: some lead to a right bench, the others to far ends that answer what an input tells them. */
export async function relayTarget(bench: BenchProcess): Promise<Target> {
  const [ca, cert, key, insiCert, insiKey] = await Promise.all(
    (['ca', 'organisationCert', 'organisationKey', 'insiAutoCert', 'insiAutoKey'] as const).map((name) =>
      bench.read(name),
    ),
  );
  const port = (name: 'insi' | 'dmp'): number => Number(new URL(bench.place.endpoints[name]).port);
  const [smtp, imap] = [await loginsOf(bench, 'smtp'), await loginsOf(bench, 'imap')];
  const web = {
    insi: new HttpDoor({ port: port('insi'), tls: { ca, cert: insiCert, key: insiKey } }),
    dmp: new HttpDoor({ port: port('dmp'), tls: { ca, cert, key } }),
  };
  const mail = (
    login: MailLogin | undefined,
    session: (login: MailLogin) => ReturnType<typeof smtpSession>,
    kept: boolean,
  ): MailDoor => {
    if (login === undefined) throw new RangeError('interface inconnue');
    return new MailDoor({ port: login.port, session: session(login), kept, patience: kept ? 500 : 0 });
  };
  const doors = {
    ...web,
    // Its far end takes no token: TLS is as far as it goes.
    smtpMenteur: mail(smtp['psc chiffre'], smtpSession, false),
    imapMenteur: mail(imap['psc chiffre'], imapSession, false),
    smtp: mail(smtp['app'], smtpSession, true),
    imap: mail(imap['app'], imapSession, true),
  };
  return {
    doors,
    make,
    judge,
    healthy: () =>
      probe(web.insi, {
        name: 'INSi relayé',
        message: {
          method: 'POST',
          path: '/lps',
          headers: [['Content-Type', 'application/soap+xml']],
          body: Buffer.from(insiRequest()),
        },
        right: ({ body }) => body.includes('ADRTROIS'),
      }),
  };
}

function make(dice: Dice): FuzzInput {
  const way = dice.int(100);
  if (way < 35) {
    const { kind, body } = xmlBody(
      dice,
      () => insiRequest(),
      () => insiRequest({ nomNaissance: 'X' }),
    );
    return webInput(
      {
        door: 'insi',
        kind,
        message: { method: 'POST', path: '/lps', headers: [['Content-Type', 'application/soap+xml']], body },
      },
      dice,
    );
  }
  if (way < 75) {
    const body = Buffer.from(farHttp(dice).toString('base64'));
    const message = {
      method: 'POST',
      path: '/si-dmp-server/v2/services/patients',
      headers: [['Content-Type', 'application/soap+xml'] as const],
      body,
    };
    return { door: 'dmp', kind: 'réponse lointaine', steps: [wireOf(message)] };
  }
  if (way < 80)
    return {
      door: 'smtpMenteur',
      kind: 'réponse lointaine',
      steps: [Buffer.from(`NOOP ${farSmtp(dice).toString('base64')}\r\n`)],
    };
  if (way < 85)
    return {
      door: 'imapMenteur',
      kind: 'réponse lointaine',
      steps: [Buffer.from(`c0 NOOP ${farImap(dice).toString('base64')}\r\n`)],
    };
  const moment = { secret: `mot-de-passe-${dice.int(1e9)}`, signedIn: true };
  if (way < 93) return { door: 'smtp', secrets: [moment.secret], ...smtpSteps(dice, moment) };
  return { door: 'imap', secrets: [moment.secret], ...imapSteps(dice, moment) };
}

/** An answer of HTTP that goes wrong; short, as it goes in a request. */
function farHttp(dice: Dice): Buffer {
  const body = '<a>é</a>';
  const right = `HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  return dice.pick([
    () => Buffer.from(right),
    () => mutated(Buffer.from(right), dice).subarray(0, 30_000),
    () =>
      Buffer.from(
        right.replace(
          '200 OK',
          dice.pick([
            '100 Continue',
            '101 Switching Protocols',
            '204 No Content',
            '304 Not Modified',
            '999 X',
            '600 Y',
            '199 Z',
            '200',
            '502 é',
          ]),
        ),
      ),
    () =>
      Buffer.from(
        right.replace(
          /Content-Length: \d+/,
          dice.pick([
            'Content-Length: 999',
            'Content-Length: -1',
            'Transfer-Encoding: chunked',
            'Content-Encoding: gzip',
            'Transfer-Encoding: gzip, chunked',
            'X: y',
          ]),
        ),
      ),
    () =>
      Buffer.from(
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${dice.pick(['5\r\nabc', 'zz\r\n', '3\r\nabc\r\n0\r\n\r\n', 'ffffffffff\r\n'])}`,
      ),
    () =>
      Buffer.from(
        right.replace(
          '\r\n\r\n',
          `\r\n${dice.pick(['Set-Cookie: a=b\r\nSet-Cookie: c=d', `X: ${'y'.repeat(20_000)}`, 'Bad Header: x', 'Content-Type: é', 'X: a\0b', 'Trailer: x', 'X:\x7f'])}\r\n\r\n`,
        ),
        'latin1',
      ),
    () => Buffer.alloc(0),
    () => dice.bytes(80),
  ])();
}

function farSmtp(dice: Dice): Buffer {
  const texts = [
    '250 OK\r\n',
    '250-a\r\n250-b\r\n250 c\r\n',
    '250-a\r\n',
    '999 x\r\n',
    '\r\n',
    'bonjour\r\n',
    '221 bye\r\n',
    '354 go\r\n',
    '334 \r\n',
    '250\r\n',
    '250 é\0\r\n',
    `250 ${'a'.repeat(100_000)}\r\n`,
  ];
  // An answer that never ends leaves the relay waiting, rightly: it is followed by an end.
  return Buffer.concat([
    dice.chance(0.6) ? Buffer.from(dice.pick(texts)) : mutated(Buffer.from(dice.pick(texts)), dice),
    Buffer.from('\r\n250 fin\r\n'),
  ]).subarray(0, 30_000);
}

function farImap(dice: Dice): Buffer {
  const texts = [
    'c0 OK fait\r\n',
    '* 1 FETCH (BODY[] {5}\r\nabcde)\r\nc0 OK x\r\n',
    '* 1 FETCH (BODY[] {999999}\r\n',
    '+ go\r\n',
    '* BYE x\r\n',
    'zz OK x\r\n',
    '\r\n',
    'c0 NO x\r\nc0 OK y\r\n',
    `* LIST () "/" ${'a'.repeat(50_000)}\r\n`,
  ];
  return Buffer.concat([
    dice.chance(0.6) ? Buffer.from(dice.pick(texts)) : mutated(Buffer.from(dice.pick(texts)), dice),
    Buffer.from('\r\nc0 OK fin\r\n'),
  ]).subarray(0, 30_000);
}

const relayed: AnswerOracle = ({ status, headers, body }) => {
  if (status === 500 && body.includes('erreur interne')) return wrong(status, 'erreur interne du banc');
  if (body.includes('probant_erreur_interne')) return wrong(status, 'erreur interne du banc');
  return {
    answer: `${status}${headers.get('content-type')?.startsWith('text/plain') === true ? ' du relais' : ''}`,
    findings: [],
  };
};

function judge(seen: Observation, input: FuzzInput): Judgement {
  if (input.door === 'insi' || input.door === 'dmp') {
    const { answer, findings } = judgeHttp(seen, input, relayed);
    // What the far end leaves out is passed on as it is.
    return { answer, findings: findings.filter((why) => why !== 'corps sans Content-Type') };
  }
  // A relay passes on what waits for more: only those that follow show that it is up.
  if (input.door === 'smtp') return judgeSmtp({ ...seen, mute: false, closed: seen.closed || seen.mute }, input);
  if (input.door === 'imap') return judgeImap({ ...seen, mute: false, closed: seen.closed || seen.mute }, input);
  // The far end says what it wants, and may keep the relay waiting: that the relay stays up is seen by the others.
  return { answer: seen.closed ? 'fin' : seen.mute ? 'attente' : 'relayée', findings: [] };
}
