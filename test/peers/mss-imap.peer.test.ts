import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goodToken, mailbox, openImap, structure, type TestImap } from '../support/imap.ts';
import { MailFolder } from './support/mail-folder.ts';
import { need } from './support/need.ts';
import type { Said } from './support/run-in.ts';

const raw = Buffer.from(
  [
    'From: =?utf-8?Q?B=C3=A9a_Essai?= <bea.essai@test.mssante.fr>',
    `To: <${mailbox}>`,
    'Subject: XDM/1.0/DDM+CR de pair',
    'Date: Sun, 22 Nov 2026 06:00:00 +0100',
    'Message-ID: <pair@test.mssante.fr>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Bonjour, voici le compte rendu de téléconsultation.',
    '--b',
    'Content-Type: application/zip; name=IHE_XDM.ZIP',
    'Content-Disposition: attachment; filename=IHE_XDM.ZIP',
    'Content-Transfer-Encoding: base64',
    '',
    'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==',
    '--b--',
    '',
  ].join('\r\n'),
);

let imap: TestImap;
let folder: MailFolder;
beforeEach(async () => {
  imap = await openImap();
  imap.store.deliver(mailbox, { raw });
  folder = await MailFolder.open(imap.pki, structure);
});
afterEach(async () => {
  await imap[Symbol.asyncDispose]();
  folder.close();
});

const path = (name: string): string => folder.path(name);
const run: MailFolder['run'] = (...command) => folder.run(...command);

function messages(name: string): string[] {
  return (
    imap.store
      .account(mailbox)
      ?.mailbox(name)
      ?.messages.map((message) => message.raw.toString('utf8')) ?? []
  );
}

describe('curl', () => {
  function curl(port: number, url: string, ...args: string[]): Promise<Said> {
    const common = ['-sS', '--max-time', '15', '--ssl-reqd', '--cacert', path('ca.pem')];
    return run('curl', [...common, ...args, `imap://localhost:${port}/${url}`]);
  }

  const token = ['--login-options', 'AUTH=XOAUTH2', '--user', mailbox, '--oauth2-bearer'];

  it('reads the very bytes of a message, by a token', async (context) => {
    need(context, 'curl');
    const { status, stdout, text } = await curl(imap.host.ports.psc, 'INBOX;UID=1', ...token, goodToken);
    expect([status, stdout], text).toEqual([0, raw.toString('utf8')]);
  });

  it('reads a section and a search', async (context) => {
    need(context, 'curl');
    const section = await curl(imap.host.ports.psc, 'INBOX;UID=1;SECTION=2', ...token, goodToken);
    const found = await curl(imap.host.ports.psc, 'INBOX?SUBJECT%20pair', ...token, goodToken);
    expect([section.stdout, found.stdout]).toEqual(['UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', '* SEARCH 1\r\n']);
  });

  it('files a message, and the journal holds its bytes', async (context) => {
    need(context, 'curl');
    writeFileSync(path('message.eml'), raw);
    const { status, text } = await curl(imap.host.ports.psc, 'Sent', ...token, goodToken, '-T', path('message.eml'));
    const body = await imap.blob(imap.exchanges('APPEND')[0]?.request?.body.sha256);
    expect([status, messages('Sent'), Buffer.from(body, 'latin1').equals(raw)], text).toEqual([
      0,
      [raw.toString('utf8')],
      true,
    ]);
  });

  it('is refused a wrong token', async (context) => {
    need(context, 'curl');
    const { status } = await curl(imap.host.ports.psc, 'INBOX;UID=1', ...token, 'faux');
    // It leaves at the challenge: the server learns of it afterwards.
    await imap.journal.waitFor(() => imap.exchanges('AUTHENTICATE').length > 0, 5_000);
    const [exchange] = imap.exchanges('AUTHENTICATE');
    expect([status, exchange?.response?.status, exchange?.request?.headers.at(-1)]).toEqual([
      67,
      403,
      ['MOTIF', 'jeton inconnu'],
    ]);
  });

  it('reads an applicative mailbox by its certificate, and is cut without', async (context) => {
    need(context, 'curl');
    const login = ['--login-options', 'AUTH=PLAIN', '--user', `${mailbox}:x`];
    const certificate = ['--cert', path('client.pem'), '--key', path('client.key')];
    const [right, bare] = [
      await curl(imap.host.ports.app, 'INBOX;UID=1', ...login, ...certificate),
      await curl(imap.host.ports.app, 'INBOX;UID=1', ...login),
    ];
    expect([right.stdout, bare.stdout, bare.status === 0], right.text).toEqual([raw.toString('utf8'), '', false]);
  });
});

describe('openssl s_client', () => {
  function client(port: number, input: string, ...args: string[]): Promise<Said> {
    const peer = ['-connect', `localhost:${port}`, '-starttls', 'imap', '-CAfile', path('ca.pem'), '-ign_eof'];
    return run('openssl', ['s_client', ...peer, '-verify_return_error', '-crlf', ...args], input);
  }

  it.for(['-tls1_2', '-tls1_3'])(
    'resumes a session in which it showed its certificate, %s',
    async (version, context) => {
      need(context, 'openssl');
      const certificate = [version, '-cert', path('client.pem'), '-key', path('client.key')];
      await client(imap.host.ports.app, 'A LOGOUT\n', ...certificate, '-sess_out', path('session'));
      const login = `A LOGIN ${mailbox} x\nB LOGOUT\n`;
      const { text } = await client(imap.host.ports.app, login, ...certificate, '-sess_in', path('session'));
      expect(text).toMatch(/^Reused, /m);
      expect(imap.exchanges('LOGIN')[0]).toMatchObject({
        response: { status: 200 },
        tls: { authorized: true, peer: { subject: expect.stringContaining(structure) } },
      });
    },
  );

  it.for([
    ['ECDHE-RSA-AES256-GCM-SHA384', /ECDH, prime256v1, 256 bits/],
    ['DHE-RSA-AES128-GCM-SHA256', /DH, 2048 bits/],
    ['AES256-GCM-SHA384', /alert handshake failure/],
    ['ECDHE-RSA-CHACHA20-POLY1305', /alert handshake failure/],
  ] as const)('gets the suites of the reference only: %s', async ([suite, expected], context) => {
    need(context, 'openssl');
    const { text } = await client(imap.host.ports.psc, 'A LOGOUT\n', '-tls1_2', '-cipher', suite);
    expect(text).toMatch(expected);
  });
});

describe('imaplib', () => {
  const script = join(import.meta.dirname, 'imap-client.py');

  function python(token: string): Promise<Said> {
    return run('/usr/bin/python3', [script, String(imap.host.ports.psc), path('ca.pem'), mailbox, token]);
  }

  it('reads, flags, files, copies and removes a message, by XOAUTH2 in two steps', async (context) => {
    need(context, 'python');
    const { stdout, text } = await python(goodToken);
    expect(JSON.parse(stdout || 'null'), text).toEqual({
      dossiers: 4,
      messages: '1',
      entete: 'Subject: XDM/1.0/DDM+CR de pair\r\n\r\n',
      message: raw.toString('utf8'),
      drapeaux: '1 (UID 1 FLAGS (\\Flagged))',
      suite: ['OK', 'OK', 'OK'],
    });
    expect([messages('INBOX').length, messages('Sent').length, messages('Trash').length]).toEqual([0, 1, 1]);
  });

  it('is refused a wrong token', async (context) => {
    need(context, 'python');
    const { stdout, text } = await python('faux');
    expect(stdout, text).toContain('[AUTHENTICATIONFAILED] Jeton refuse');
  });
});

describe('mbsync', () => {
  /** Synchronises every folder both ways. */
  async function mbsync(): Promise<Said> {
    mkdirSync(path('courrier'), { recursive: true });
    writeFileSync(
      path('mbsyncrc'),
      `${folder.mbsyncAccount(imap.host.ports.app, mailbox)}
IMAPStore distant
Account mss

MaildirStore local
Path ${path('courrier')}/
Inbox ${path('courrier')}/INBOX
SubFolders Verbatim

Channel tout
Far :distant:
Near :local:
Patterns *
Create Both
Expunge Both
CopyArrivalDate yes
SyncState *
`,
    );
    return await run('mbsync', ['-c', path('mbsyncrc'), '-a']);
  }

  function local(name: string): string[] {
    return ['new', 'cur'].flatMap((part) =>
      readdirSync(join(path('courrier'), name, part)).map((file) => join(path('courrier'), name, part, file)),
    );
  }

  it('brings the messages, sends those written here, and brings back what changed', async (context) => {
    need(context, 'mbsync');
    const first = await mbsync();
    expect(first.status, first.text).toBe(0);
    const [file = ''] = local('INBOX');
    expect(readFileSync(file, 'utf8').replace(/^X-TUID: .*\n/m, '')).toBe(
      raw.toString('utf8').replaceAll('\r\n', '\n'),
    );

    writeFileSync(join(path('courrier'), 'Sent', 'cur', '1.pair:2,S'), 'Subject: ecrit ici\n\nBonjour.\n');
    const inbox = imap.store.account(mailbox)?.inbox;
    inbox?.setFlags(1, ['\\Seen', '\\Flagged']);
    imap.store.deliver(mailbox, { raw: Buffer.from('Subject: second\r\n\r\nBonjour.\r\n') });
    const second = await mbsync();
    expect(second.status, second.text).toBe(0);
    const sent = imap.store.account(mailbox)?.mailbox('Sent')?.messages[0];
    expect({
      sent: sent?.raw.toString().replace(/X-TUID: .*\r\n/, ''),
      flags: [...(sent?.flags ?? [])],
      seenHere: local('INBOX').some((name) => name.endsWith(':2,FS')),
      here: local('INBOX').length,
    }).toEqual({
      sent: 'Subject: ecrit ici\r\n\r\nBonjour.\r\n',
      flags: ['\\Seen'],
      seenHere: true,
      here: 2,
    });

    rmSync(local('INBOX').find((name) => name.endsWith(':2,FS')) ?? '');
    const third = await mbsync();
    expect([third.status, messages('INBOX').length], third.text).toEqual([0, 1]);
  });
});

describe('mutt', () => {
  it('opens the mailbox, searches it, and saves a message as it is', async (context) => {
    need(context, 'mutt');
    mkdirSync(path('cache'));
    writeFileSync(
      path('muttrc'),
      `set folder="imap://localhost:${imap.host.ports.app}/"
set spoolfile="imap://localhost:${imap.host.ports.app}/INBOX"
set imap_user="${mailbox}"
set imap_pass="x"
set imap_authenticators="plain"
set ssl_starttls=yes
set ssl_force_tls=yes
set ssl_client_cert="${path('both.pem')}"
set certificate_file="${path('ca.pem')}"
set ssl_ca_certificates_file="${path('ca.pem')}"
set mbox_type=mbox
set confirmcreate=no
set confirmappend=no
set copy=no
set sleep_time=0
set quit=yes
set delete=yes
push "<tag-pattern>~s 'CR de pair'<enter><tag-prefix><copy-message>${path('recu.mbox')}<enter><sync-mailbox><quit>"
`,
    );
    // Mutt wants a terminal.
    const { text } = await run('script', ['-qec', `mutt -n -F ${path('muttrc')}`, '/dev/null']);
    const saved = readFileSync(path('recu.mbox'), 'utf8');
    expect(saved, text).toContain('voici le compte rendu de téléconsultation.');
    expect(imap.exchanges('LOGOUT')).toHaveLength(1);
  });
});

describe('offlineimap', () => {
  // Its STARTTLS shows no client certificate, so it reads by a token.
  it('brings every folder to a Maildir, by a token', async (context) => {
    need(context, 'offlineimap');
    writeFileSync(
      path('offlineimaprc'),
      `[general]
accounts = mss
ui = basic
metadata = ${path('etat')}
[Account mss]
localrepository = ici
remoterepository = mss
[Repository ici]
type = Maildir
localfolders = ${path('courrier')}
[Repository mss]
type = IMAP
remotehost = localhost
remoteport = ${imap.host.ports.psc}
remoteuser = ${mailbox}
oauth2_access_token = ${goodToken}
ssl = no
starttls = yes
sslcacertfile = ${path('ca.pem')}
auth_mechanisms = XOAUTH2
`,
    );
    const { status, text } = await run('offlineimap', ['-o', '-c', path('offlineimaprc')]);
    expect(status, text).toBe(0);
    const [file = ''] = readdirSync(join(path('courrier'), 'INBOX', 'new'));
    expect(readFileSync(join(path('courrier'), 'INBOX', 'new', file), 'utf8')).toContain('téléconsultation');
    expect(readdirSync(path('courrier')).sort()).toEqual(['Drafts', 'INBOX', 'Sent', 'Trash']);
  });
});
