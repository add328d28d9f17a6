import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../core/index.ts';
import type { FaultKind } from '../../mocks/mss/index.ts';
import { lapsedValidity } from '../../mocks/pki/index.ts';
import { mail, openMss, type TestMss, xoauth2 } from '../support/mss.ts';
import { MailFolder } from './support/mail-folder.ts';
import { need } from './support/need.ts';
import type { Said } from './support/run-in.ts';

let bench: TestMss;
let folder: MailFolder;
beforeEach(async () => {
  bench = await openMss();
  folder = await MailFolder.open(bench.pki, mail.structure);
});
afterEach(async () => {
  await bench[Symbol.asyncDispose]();
  folder.close();
});

const path = (name: string): string => folder.path(name);
const run: MailFolder['run'] = (...command) => folder.run(...command);

/** The exchange that `act` left: the only one since the MSS started. */
async function exchangeOf(act: () => Promise<unknown>): Promise<Exchange | undefined> {
  await act();
  return (await bench.exchanges())[0];
}

describe('swaks', () => {
  const to = ['--to', mail.colleague, '--from', mail.app, '--helo', 'pair.test'];

  function swaks(...args: string[]): Promise<Said> {
    const server = ['--server', `127.0.0.1:${bench.mss.ports.appSmtp}`, '--tls', '--tls-sni', 'localhost'];
    return run('swaks', [...server, ...to, ...args]);
  }

  const certificate = (): string[] => ['--tls-cert', path('client.pem'), '--tls-key', path('client.key')];
  const login = ['--auth', 'PLAIN', '--auth-user', mail.app, '--auth-password', 'quelconque'];

  it('submits by STARTTLS, with its certificate and its mailbox', async (context) => {
    need(context, 'swaks');
    const verify = ['--tls-verify', '--tls-ca-path', path('ca.pem')];
    const exchange = await exchangeOf(async () => {
      const { status, text } = await swaks(...verify, ...certificate(), ...login, '--h-Subject', 'Essai de pair');
      expect(status, text).toBe(0);
    });
    expect(exchange).toMatchObject({
      outcome: 'complet',
      request: { method: 'DATA', path: 'app' },
      response: { status: 250 },
      tls: { authorized: true, peer: { subject: `C=FR, O=TEST PROBANT, OU=${mail.structure}, CN=TEST` } },
    });
  });

  it('is refused a mailbox of another structure', async (context) => {
    need(context, 'swaks');
    const other = ['--auth', 'PLAIN', '--auth-user', mail.doctor, '--auth-password', 'quelconque'];
    expect((await swaks(...certificate(), ...other)).text).toContain('535 5.7.8');
  });

  it('is cut without certificate', async (context) => {
    need(context, 'swaks');
    const exchange = await exchangeOf(async () => expect((await swaks(...login)).status).not.toBe(0));
    expect(exchange).toMatchObject({ outcome: 'refus_tls', tls: { error: 'aucun certificat client présenté' } });
  });

  it('is refused before TLS', async (context) => {
    need(context, 'swaks');
    const server = ['--server', `127.0.0.1:${bench.mss.ports.appSmtp}`];
    expect((await run('swaks', [...server, ...to])).text).toContain('530 5.7.0');
  });
});

describe('curl', () => {
  function curl(port: number, ...args: string[]): Promise<Said> {
    const server = ['--url', `smtp://localhost:${port}/pair.test`, '--ssl-reqd', '--cacert', path('ca.pem')];
    const envelope = ['--mail-from', mail.doctor, '--mail-rcpt', mail.colleague, '--upload-file', '-'];
    return run(
      'curl',
      ['-sS', '--max-time', '15', ...server, ...envelope, ...args],
      'Subject: pair\r\n\r\nBonjour.\r\n',
    );
  }

  const token = ['--login-options', 'AUTH=XOAUTH2', '--user', mail.doctor, '--oauth2-bearer'];

  it('submits with a token, XOAUTH2', async (context) => {
    need(context, 'curl');
    const exchange = await exchangeOf(async () => {
      const { status, text } = await curl(bench.mss.ports.pscSmtp, ...token, mail.token);
      expect(status, text).toBe(0);
    });
    const body = await bench.blob(exchange?.request?.body.sha256);
    expect(body.toString()).toBe('Subject: pair\r\n\r\nBonjour.\r\n');
  });

  it('is refused a wrong token', async (context) => {
    need(context, 'curl');
    const exchange = await exchangeOf(() => curl(bench.mss.ports.pscSmtp, ...token, 'faux'));
    // It leaves at the challenge.
    expect(exchange).toMatchObject({ request: { method: 'SESSION' }, response: { status: 334 } });
    expect(exchange?.request?.headers.at(-1)).toEqual(['AUTH refusé', 'jeton refusé, inconnu']);
  });

  it.for([
    ['certificat_expire', 'certificate has expired'],
    ['autorite_etrangere', 'unable to get local issuer certificate'],
  ] as const)('refuses the server %s', async ([kind, reason], context) => {
    need(context, 'curl');
    const port = await fault(kind);
    const exchange = await exchangeOf(async () =>
      expect((await curl(port, ...token, mail.token)).text).toContain(reason),
    );
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      request: { path: kind },
      tls: { error: expect.stringContaining('ALERT') },
    });
  });

  it('takes a forbidden suite, unless it is told not to', async (context) => {
    need(context, 'curl');
    const port = await fault('suite_interdite');
    const strict = ['--ciphers', 'ECDHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256'];
    const [lax, right] = [await curl(port, ...token, mail.token), await curl(port, ...token, mail.token, ...strict)];
    expect([lax.status, right.status]).toEqual([0, 35]);
  });

  async function fault(kind: FaultKind): Promise<number> {
    const credential = await bench.pki.server(['localhost'], { validity: lapsedValidity() });
    return (await bench.mss.faultListener(kind, kind === 'certificat_expire' ? { credential } : {})).port;
  }
});

describe('openssl s_client', () => {
  function client(...args: string[]): Promise<Said> {
    const peer = ['-connect', `localhost:${bench.mss.ports.pscSmtp}`, '-starttls', 'smtp', '-CAfile', path('ca.pem')];
    return run('openssl', ['s_client', ...peer, '-verify_return_error', '-crlf', ...args], 'EHLO pair.test\nQUIT\n');
  }

  const suites = [
    ['ECDHE-RSA-AES256-GCM-SHA384', '0xC030'],
    ['ECDHE-RSA-AES128-GCM-SHA256', '0xC02F'],
    ['ECDHE-RSA-AES256-SHA384', '0xC028'],
    ['ECDHE-RSA-AES128-SHA256', '0xC027'],
    ['DHE-RSA-AES256-GCM-SHA384', '0x009F'],
    ['DHE-RSA-AES128-GCM-SHA256', '0x009E'],
  ] as const;

  it.for(suites)('negotiates %s, which the journal shows offered', async ([suite, number], context) => {
    need(context, 'openssl');
    const exchange = await exchangeOf(async () => {
      expect((await client('-tls1_2', '-cipher', suite)).text).toMatch(new RegExp(`Cipher\\s+: ${suite}`));
    });
    expect(exchange?.tls?.clientHello).toMatchObject({ versions: ['TLSv1.2'], ciphers: [number, '0x00FF'] });
  });

  it.for(['AES256-GCM-SHA384', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-RSA-AES256-SHA'])(
    'is refused %s',
    async (suite, context) => {
      need(context, 'openssl');
      const exchange = await exchangeOf(async () => {
        expect((await client('-tls1_2', '-cipher', suite)).text).toContain('alert handshake failure');
      });
      expect(exchange).toMatchObject({ outcome: 'refus_tls', tls: { error: 'ERR_SSL_NO_SHARED_CIPHER' } });
    },
  );

  it('gets a group of 2048 bits in DHE', async (context) => {
    need(context, 'openssl');
    expect((await client('-tls1_2', '-cipher', 'DHE-RSA-AES256-GCM-SHA384')).text).toContain('DH, 2048 bits');
  });

  it('gets TLS 1.3', async (context) => {
    need(context, 'openssl');
    expect((await client('-tls1_3')).text).toContain('TLSv1.3');
  });

  it('is alerted below TLS 1.2', async (context) => {
    need(context, 'openssl');
    const exchange = await exchangeOf(async () => {
      expect((await client('-tls1_1', '-cipher', 'ALL@SECLEVEL=0')).text).toContain('alert protocol version');
    });
    expect(exchange?.tls?.clientHello?.versions).toEqual(['TLSv1.1']);
  });
});

describe('smtplib', () => {
  const script = `
import smtplib, ssl, sys
port, ca, auth, sender, to = sys.argv[1:]
with smtplib.SMTP('localhost', int(port)) as client:
    client.starttls(context=ssl.create_default_context(cafile=ca))
    client.ehlo()
    print(client.docmd('AUTH', 'XOAUTH2 ' + auth))
    print(client.esmtp_features.get('size'))
    print(client.sendmail(sender, [to, 'inconnu@test.mssante.fr'], 'Subject: pair\\n\\n.ligne\\n',
                          mail_options=['RET=HDRS', 'ENVID=p1'], rcpt_options=['NOTIFY=SUCCESS']))
`;

  it('submits with a token and DSN, and is told of the recipient refused', async (context) => {
    need(context, 'python');
    const args = [
      String(bench.mss.ports.pscSmtp),
      path('ca.pem'),
      xoauth2(mail.doctor, mail.token),
      mail.doctor,
      mail.colleague,
    ];
    const exchange = await exchangeOf(async () => {
      const { text } = await run('/usr/bin/python3', ['-c', script, ...args]);
      expect(text.split('\n').slice(0, 2)).toEqual(["(235, b'Authentication successful')", '26214400']);
    });
    expect(exchange?.request?.headers.slice(0, 3)).toEqual([
      ['MAIL FROM', expect.stringContaining('RET=HDRS ENVID=p1')],
      ['RCPT TO', `<${mail.colleague}> NOTIFY=SUCCESS`],
      ['RCPT TO refusé', expect.stringContaining('550 5.1.1')],
    ]);
  });
});
