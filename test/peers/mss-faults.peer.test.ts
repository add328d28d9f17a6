import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTlsHost } from '../../mocks/host/index.ts';
import { type FaultKind, faultCatalogue, type SmtpFaultCode } from '../../mocks/mss/index.ts';
import { mail, openMss, type TestMss, testPki } from '../support/mss.ts';
import { MailFolder } from './support/mail-folder.ts';
import { need } from './support/need.ts';
import type { Said } from './support/run-in.ts';

let bench: TestMss;
let folder: MailFolder;
beforeEach(async () => {
  const pki = await testPki();
  bench = await openMss({ faultCredential: (state) => pki.mssServer(['localhost'], state) });
  folder = await MailFolder.open(pki, mail.structure);
  writeFileSync(path('gamme.pem'), pki.organisations.pem);
});
afterEach(async () => {
  await bench[Symbol.asyncDispose]();
  folder.close();
});

const path = (name: string): string => folder.path(name);
const run: MailFolder['run'] = (...command) => folder.run(...command);

describe('openssl s_client, told what the reference wants', () => {
  const suites = [
    ...['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-SHA384'],
    ...['ECDHE-RSA-AES128-SHA256', 'DHE-RSA-AES256-GCM-SHA384', 'DHE-RSA-AES128-GCM-SHA256'],
  ].join(':');
  const range = ['-CAfile', 'gamme.pem', '-partial_chain'];
  const revocation = ['-CAfile', 'ca.pem', '-CRL', 'crl.pem', '-crl_check'];

  async function client(protocol: 'smtp' | 'imap', port: number, trust: readonly string[]): Promise<Said> {
    writeFileSync(path('crl.pem'), await bench.pki.organisations.revocationList());
    const files = trust.map((word) => (word.endsWith('.pem') ? path(word) : word));
    const peer = ['-connect', `localhost:${port}`, '-starttls', protocol, '-no-CAstore', '-no-CApath', ...files];
    const strict = ['-min_protocol', 'TLSv1.2', '-cipher', suites, '-curves', 'P-256:P-384:P-521'];
    return await run('openssl', ['s_client', ...peer, ...strict, '-verify_return_error', '-brief']);
  }

  const expected: Readonly<Record<FaultKind, RegExp>> = {
    tls11: /alert protocol version/,
    suite_interdite: /alert handshake failure/,
    dh_1024: /dh key too small/,
    ecdh_224: /alert handshake failure/,
    certificat_expire: /certificate has expired/,
    certificat_revoque: /certificate revoked/,
    autorite_etrangere: /unable to get local issuer certificate/,
    autre_gamme: /unable to get (?:local )?issuer certificate/,
  };
  const kinds = Object.keys(faultCatalogue) as FaultKind[];

  it.for(kinds.flatMap((kind) => [['smtp', kind] as const, ['imap', kind] as const]))(
    'refuses %s %s',
    async ([protocol, kind], context) => {
      need(context, 'openssl');
      const { port } = await bench.mss.faultListener(kind, { protocol });
      const { status, text } = await client(protocol, port, kind === 'certificat_revoque' ? revocation : range);
      expect(text).toMatch(expected[kind]);
      expect(status).not.toBe(0);
    },
  );

  it.for(['smtp', 'imap'] as const)('accepts the operator: %s', async (protocol, context) => {
    need(context, 'openssl');
    const port = protocol === 'smtp' ? bench.mss.ports.pscSmtp : bench.mss.ports.pscImap;
    const answers = [await client(protocol, port, range), await client(protocol, port, revocation)];
    expect(answers.map(({ text }) => /Verification: OK/.test(text))).toEqual([true, true]);
  });
});

describe('swaks', () => {
  const codes = [421, 450, 451, 452, 550, 552, 554] as const;

  function swaks(): Promise<Said> {
    const server = ['--server', `127.0.0.1:${bench.mss.ports.appSmtp}`, '--tls', '--tls-sni', 'localhost'];
    const certificate = ['--tls-cert', path('client.pem'), '--tls-key', path('client.key')];
    const login = ['--auth', 'PLAIN', '--auth-user', mail.app, '--auth-password', 'quelconque'];
    return run('swaks', [...server, ...certificate, ...login, '--to', mail.colleague, '--from', mail.app]);
  }

  const refuse = (etape: 'RCPT' | 'FIN_DATA', code: SmtpFaultCode): void =>
    bench.mss.control.fault({ protocole: 'smtp', etape, effet: { kind: 'refus', code }, bal: mail.colleague, fois: 1 });

  it.for(codes)('is refused the recipient by %i, then served', async (code, context) => {
    need(context, 'swaks');
    refuse('RCPT', code);
    const [refused, served] = [await swaks(), await swaks()];
    expect([refused.text.includes(`<~* ${code} `) || refused.text.includes(`<~** ${code} `), served.status]).toEqual([
      true,
      0,
    ]);
  });

  it('is told at the end of its message that the mailbox is full', async (context) => {
    need(context, 'swaks');
    bench.mss.control.declareMailbox({ address: mail.colleague, kind: 'PER', label: '', quota: 20 });
    expect((await swaks()).text).toContain('552 5.2.2');
  });
});

describe('imaplib', () => {
  const script = `
import imaplib, ssl, sys
port, ca, user, token = sys.argv[1:]
client = imaplib.IMAP4('localhost', int(port))
client.starttls(ssl.create_default_context(cafile=ca))
client.authenticate('XOAUTH2', lambda _: f'user={user}\\x01auth=Bearer {token}\\x01\\x01'.encode())
client.select('INBOX')
for attempt in (1, 2):
    try:
        print(client._command_complete('MOVE', client._command('MOVE', '1', 'Trash')))
    except Exception as error:
        print(type(error).__name__, error)
print(client.getquotaroot('INBOX')[1])
try:
    client.noop()
    client.noop()
except Exception as error:
    print(type(error).__name__, error)
`;

  it('meets a MOVE refused once, its quota, and a session that the operator ends', async (context) => {
    need(context, 'python');
    const { control, ports } = bench.mss;
    control.deliver(mail.doctor, Buffer.from('Subject: un\r\n\r\nun\r\n'));
    control.fault({ protocole: 'imap', commande: 'MOVE', effet: { kind: 'refus' }, fois: 1 });
    control.fault({ protocole: 'imap', commande: 'NOOP', effet: { kind: 'fin' }, apres: 1, bal: mail.doctor });
    const args = ['-c', patched(script), String(ports.pscImap), path('ca.pem'), mail.doctor, mail.token];
    const { text } = await run('/usr/bin/python3', args);
    expect(text.split('\n')).toEqual([
      "('NO', [b'[SERVERBUG] Internal error'])",
      "('OK', [b'Fait'])",
      `[[b'INBOX ""'], [b'"" (STORAGE 1 262144)']]`,
      expect.stringContaining('abort'),
      '',
    ]);
  });

  /** imaplib has no MOVE: it is told that there is one. */
  function patched(text: string): string {
    return text.replace(
      'import imaplib, ssl, sys\n',
      "import imaplib, ssl, sys\nimaplib.Commands['MOVE'] = ('SELECTED',)\n",
    );
  }
});

describe('curl', () => {
  it('reads the autoconfiguration and the white list, under the name autoconfig.<domaine>', async (context) => {
    need(context, 'curl');
    const name = 'autoconfig.test.mssante.fr';
    const host = await startTlsHost({
      ...bench.parts,
      service: bench.mss.autoconfig('localhost'),
      listen: '127.0.0.1',
      port: 0,
      credential: await bench.pki.server([name]),
      clientAuthorities: [],
      clientCertificate: 'aucun',
    });
    const at = ['--connect-to', `${name}:443:127.0.0.1:${host.port}`, '--cacert', path('ca.pem')];
    const curl = (target: string): Promise<Said> => run('curl', ['-sS', '--fail', ...at, `https://${name}${target}`]);
    const [right, wrong, list] = [
      await curl(`/mail/config-v1.1.xml?emailaddress=${mail.doctor}`),
      await curl('/mail/config-v1.1.xml?emailaddress=quelquun@example.org'),
      await curl('/listeblanchemssante.xml'),
    ];
    await host.stop();
    expect([right.status, wrong.text.includes('404'), list.status]).toEqual([0, true, 0]);
    const xpath = '//*[local-name()="Domaine"]/*[local-name()="Nom"]/text()';
    const [port, domains] = [
      await run('xmllint', ['--xpath', 'string(//outgoingServer[socketType="STARTTLS"]/port)', '-'], right.text),
      await run('xmllint', ['--xpath', xpath, '-'], list.text),
    ];
    expect([port.text.trim(), domains.text.split('\n').filter((line) => line !== '')]).toEqual([
      String(bench.mss.ports.pscSmtp),
      ['test.mssante.fr', 'patient.mssante.fr'],
    ]);
  });
});

describe('mutt', () => {
  it('sends through the applicative interface, and asks for a report', async (context) => {
    need(context, 'mutt');
    bench.mss.control.declareMailbox({ address: mail.colleague, kind: 'PER', label: '', accuses: 'dsn' });
    writeFileSync(
      path('muttrc'),
      `set from="${mail.app}"
set use_envelope_from=yes
set envelope_from_address="${mail.app}"
set smtp_url="smtp://${mail.app.replace('@', '%40')}:quelconque@localhost:${bench.mss.ports.appSmtp}/"
set smtp_authenticators="plain"
set ssl_starttls=yes
set ssl_force_tls=yes
set ssl_client_cert="${path('both.pem')}"
set certificate_file="${path('ca.pem')}"
set ssl_ca_certificates_file="${path('ca.pem')}"
set dsn_notify="success,failure"
set dsn_return="hdrs"
set copy=no
set abort_nosubject=no
`,
    );
    const args = ['-n', '-F', path('muttrc'), '-s', 'Essai de mutt', mail.colleague];
    const { status, text } = await run('mutt', args, 'Bonjour.\n');
    expect(status, text).toBe(0);
    const [exchange] = await bench.exchanges();
    expect(exchange?.request?.headers.slice(0, 2)).toEqual([
      ['MAIL FROM', expect.stringContaining('RET=hdrs')],
      ['RCPT TO', expect.stringContaining('NOTIFY=success,failure')],
    ]);
    expect(bench.inbox(mail.app)[0]).toContain('Action: delivered');
  });
});

describe('mbsync', () => {
  it('gives up when the operator ends its session, and succeeds the next time', async (context) => {
    need(context, 'mbsync');
    bench.mss.control.declareMailbox({ address: mail.app, kind: 'APP', label: '', structure: mail.structure });
    bench.mss.control.deliver(mail.app, Buffer.from('Message-ID: <un@test.mssante.fr>\r\nSubject: un\r\n\r\nun\r\n'));
    bench.mss.control.fault({ protocole: 'imap', commande: 'FETCH', effet: { kind: 'fin' }, bal: mail.app, fois: 1 });
    mkdirSync(path('courrier'));
    writeFileSync(
      path('mbsyncrc'),
      `${folder.mbsyncAccount(bench.mss.ports.appImap, mail.app)}
IMAPStore loin
Account mss

MaildirStore ici
Path ${path('courrier')}/
Inbox ${path('courrier')}/INBOX

Channel mss
Far :loin:
Near :ici:
Create Near
SyncState *
`,
    );
    const [cut, again] = [
      await run('mbsync', ['-c', path('mbsyncrc'), 'mss']),
      await run('mbsync', ['-c', path('mbsyncrc'), 'mss']),
    ];
    expect([cut.status === 0, again.status], cut.text + again.text).toEqual([false, 0]);
    expect(readdirSync(join(path('courrier'), 'INBOX', 'new'))).toHaveLength(1);
  });
});
