import { bearer } from '../../support/imap.ts';
import type { BenchProcess } from '../bench-process.ts';
import type { Target } from '../input.ts';
import { imapSession, MailDoor, type MailLogin, smtpSession } from '../mail-door.ts';
import { judgeImap, judgeSmtp } from '../mail-oracles.ts';
import { imapSteps } from './imap-steps.ts';
import { smtpSteps } from './smtp-steps.ts';

type Protocol = 'smtp' | 'imap';

/** Both interfaces of the operator, by one protocol, in each state of the session. */
export async function mailTarget(bench: BenchProcess, protocol: Protocol): Promise<Target> {
  const logins = await loginsOf(bench, protocol);
  const doors = Object.fromEntries(
    Object.entries(logins).map(([name, login]) => {
      const session = protocol === 'smtp' ? smtpSession(login) : imapSession(login);
      return [name, new MailDoor({ port: login.port, session, kept: login.state === 'connecte' })];
    }),
  );
  const steps = protocol === 'smtp' ? smtpSteps : imapSteps;
  return {
    doors,
    make: (dice) => {
      const door = dice.chance(0.04)
        ? 'psc clair'
        : dice.chance(0.05)
          ? dice.pick(['psc chiffre', 'app chiffre'])
          : dice.pick(['psc', 'psc', 'app']);
      const secret = `mot-de-passe-${dice.int(1e9)}`;
      return { door, secrets: [secret], ...steps(dice, { secret, signedIn: !door.includes(' ') }) };
    },
    judge: protocol === 'smtp' ? judgeSmtp : judgeImap,
    healthy: async () => {
      const input = {
        door: 'psc',
        kind: 'sonde',
        steps:
          protocol === 'smtp'
            ? rightMessage(bench)
            : [Buffer.from('s1 SELECT INBOX\r\n'), Buffer.from('s2 FETCH 1 (FLAGS ENVELOPE)\r\n')],
      };
      const seen = await (doors['psc'] as MailDoor).play(input, -1);
      const text = seen.received.toString('utf8');
      const right = protocol === 'smtp' ? /^354 .*\r\n250 2\.6\.0 /m.test(text) : /^s1 OK[\s\S]*^s2 OK/m.test(text);
      return right ? undefined : `${protocol} : ${text.slice(0, 300)}`;
    },
  };
}

/** Who signs in, by door. */
export async function loginsOf(bench: BenchProcess, protocol: Protocol): Promise<Record<string, MailLogin>> {
  const [ca, cert, key] = await Promise.all([
    bench.read('ca'),
    bench.read('organisationCert'),
    bench.read('organisationKey'),
  ]);
  const names = protocol === 'smtp' ? (['mssSmtp', 'mssAppSmtp'] as const) : (['mssImap', 'mssAppImap'] as const);
  const [psc = 0, app = 0] = names.map((name) => Number(bench.place.endpoints[name].split(':').at(-1)));
  const { env } = bench.place;
  const verb = protocol === 'smtp' ? 'AUTH' : 'AUTHENTICATE';
  const byToken = (): string => `${verb} XOAUTH2 ${bearer(env['PROBANT_MSS_BAL'] ?? '', bench.place.accessToken)}`;
  const plain = Buffer.from(`\0${env['PROBANT_MSS_BAL_APP']}\0x`).toString('base64');
  const byCertificate = (): string => `${verb} PLAIN ${plain}`;
  return {
    'psc clair': { port: psc, state: 'clair', tls: { ca }, command: byToken },
    'psc chiffre': { port: psc, state: 'chiffre', tls: { ca }, command: byToken },
    psc: { port: psc, state: 'connecte', tls: { ca }, command: byToken },
    'app chiffre': { port: app, state: 'chiffre', tls: { ca, cert, key }, command: byCertificate },
    app: { port: app, state: 'connecte', tls: { ca, cert, key }, command: byCertificate },
  };
}

function rightMessage({ place: { env } }: BenchProcess): Buffer[] {
  const [from, to] = [env['PROBANT_MSS_BAL'], env['PROBANT_MSS_BAL_ORG']];
  const message = `From: <${from}>\r\nTo: <${to}>\r\nSubject: SONDE\r\n\r\nBonjour\r\n.\r\n`;
  return [`MAIL FROM:<${from}>\r\n`, `RCPT TO:<${to}>\r\n`, 'DATA\r\n', message].map((step) => Buffer.from(step));
}
