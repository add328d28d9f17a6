import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mailbox, openImap, structure, type TestImap } from '../../../test/support/imap.ts';

const lines = [
  'From: =?utf-8?Q?Zo=C3=A9_T=C3=A9moin?= <zoe@test.mssante.fr>',
  'Sender: "Secr, \\"x\\"" <secretariat@test.mssante.fr>',
  `To: groupe: ${mailbox}, b@test.mssante.fr;`,
  'Subject: XDM/1.0/DDM+CR de =?utf-8?Q?t=C3=A9l=C3=A9consultation?= CORSE',
  'Date: Sun, 22 Nov 2026 06:00:00 +0100',
  'Message-ID: <1@test.mssante.fr>',
  'X-MSS-NIL: 9999',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="limite"',
  '',
  'preambule',
  '--limite',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Compte rendu de t=C3=A9l=C3=A9consultation',
  '--limite',
  "Content-Type: application/zip; name*=utf-8''IHE%5FXDM.ZIP",
  'Content-Disposition: attachment; filename=IHE_XDM.ZIP',
  'Content-Transfer-Encoding: base64',
  '',
  'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==',
  '--limite',
  'Content-Type: message/rfc822',
  '',
  'Subject: joint',
  '',
  'interieur',
  '--limite--',
  '',
];
const raw = Buffer.from(lines.join('\r\n'));

let imap: TestImap;
let client: ImapFlow;
beforeAll(async () => {
  imap = await openImap();
  client = imap.psc();
  await client.connect();
});
afterAll(async () => {
  client.close();
  await imap[Symbol.asyncDispose]();
});

describe('signing in', () => {
  it('shows the usual folders with their use', async () => {
    const folders = await client.list();
    expect(folders.map(({ path, specialUse }) => [path, specialUse])).toEqual([
      ['INBOX', '\\Inbox'],
      ['Sent', '\\Sent'],
      ['Drafts', '\\Drafts'],
      ['Trash', '\\Trash'],
    ]);
  });

  it('refuses a token that its issuer does not know', async () => {
    const other = imap.psc('jeton-inconnu');
    await expect(other.connect()).rejects.toMatchObject({ authenticationFailed: true });
  });

  it('opens an applicative mailbox to the certificate of its structure', async () => {
    const credential = await imap.pki.clientAuthentication({ commonName: 'CABINET', structure });
    const other = imap.app(credential);
    await other.connect();
    expect((await other.list()).length).toBe(4);
    await other.logout();
  });

  it('refuses an applicative mailbox to the certificate of another structure', async () => {
    const credential = await imap.pki.clientAuthentication({ commonName: 'AUTRE', structure: '1639999999' });
    await expect(imap.app(credential).connect()).rejects.toMatchObject({ authenticationFailed: true });
  });
});

describe('a message', () => {
  let uid: number;
  beforeEach(async () => {
    const inbox = imap.store.account(mailbox)?.inbox;
    inbox?.expunge(inbox.messages.map((message) => message.uid));
    uid = imap.store.deliver(mailbox, { raw, internalDate: new Date('2026-11-22T05:00:00Z') })?.uid ?? 0;
    await client.mailboxOpen('INBOX');
  });

  async function fetched(query: Parameters<ImapFlow['fetchOne']>[1]) {
    const message = await client.fetchOne(String(uid), query, { uid: true });
    if (message === false || message === undefined) throw new Error('no message');
    return message;
  }

  it('comes with the very bytes that were delivered', async () => {
    expect((await fetched({ source: true })).source?.equals(raw)).toBe(true);
  });

  it('has its envelope', async () => {
    const { envelope } = await fetched({ envelope: true });
    expect(envelope).toMatchObject({
      subject: 'XDM/1.0/DDM+CR de téléconsultation CORSE',
      messageId: '<1@test.mssante.fr>',
      date: new Date('2026-11-22T05:00:00Z'),
      from: [{ name: 'Zoé Témoin', address: 'zoe@test.mssante.fr' }],
      sender: [{ name: 'Secr, "x"', address: 'secretariat@test.mssante.fr' }],
    });
  });

  it('has its structure', async () => {
    const { bodyStructure } = await fetched({ bodyStructure: true });
    expect(bodyStructure).toMatchObject({
      type: 'multipart/mixed',
      parameters: { boundary: 'limite' },
      childNodes: [
        { part: '1', type: 'text/plain', encoding: 'quoted-printable', size: 42, lineCount: 0 },
        {
          part: '2',
          type: 'application/zip',
          disposition: 'attachment',
          dispositionParameters: { filename: 'IHE_XDM.ZIP' },
        },
        { part: '3', type: 'message/rfc822', envelope: { subject: 'joint' }, childNodes: [{ type: 'text/plain' }] },
      ],
    });
  });

  it('gives its parts as they were sent', async () => {
    const parts = ['1', '2', '3', '3.1', '2.mime', '3.header'];
    const { bodyParts } = await fetched({ bodyParts: parts });
    expect(parts.map((part) => bodyParts?.get(part)?.toString('latin1'))).toEqual([
      'Compte rendu de t=C3=A9l=C3=A9consultation',
      'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==',
      'Subject: joint\r\n\r\ninterieur',
      'interieur',
      `${lines.slice(17, 20).join('\r\n')}\r\n\r\n`,
      'Subject: joint\r\n\r\n',
    ]);
  });

  it('gives the headers asked for', async () => {
    const { headers } = await fetched({ headers: ['x-mss-nil', 'x-absent'] });
    expect(headers?.toString()).toBe('X-MSS-NIL: 9999\r\n\r\n');
  });

  it('comes decoded by a download of one of its parts', async () => {
    const { content } = await client.download(String(uid), '1', { uid: true });
    const chunks = (await content?.toArray()) ?? [];
    expect(Buffer.concat(chunks).toString()).toBe('Compte rendu de téléconsultation');
  });

  it.each([
    ['its subject, decoded', { subject: 'téléconsultation' }],
    ['its text, decoded', { body: 'téléconsultation' }],
    ['a header', { header: { 'X-MSS-NIL': '9999' } }],
    ['the day that it came', { since: '2026-11-22', before: '2026-11-23' }],
    ['what it is not', { not: { from: 'personne' }, unseen: true }],
    ['one of two', { or: [{ from: 'personne' }, { to: 'b@test' }] }],
  ])('is found by %s', async (_, query) => {
    expect(await client.search(query, { uid: true })).toEqual([uid]);
  });

  it.each([
    ['another subject', { subject: 'absent' }],
    ['a flag that it has not', { seen: true }],
    ['a later day', { since: '2026-11-23' }],
  ])('is not found by %s', async (_, query) => {
    expect(await client.search(query, { uid: true })).toEqual([]);
  });

  it('keeps the flags that a client sets', async () => {
    await client.messageFlagsAdd(String(uid), ['\\Seen', '$MDNSent'], { uid: true });
    await client.messageFlagsRemove(String(uid), ['\\Seen'], { uid: true });
    expect([...((await fetched({ flags: true })).flags ?? [])]).toEqual(['$MDNSent']);
  });

  it('moves to another folder, where it has another UID', async () => {
    const moved = await client.messageMove(String(uid), 'Trash', { uid: true });
    const trash = imap.store.account(mailbox)?.mailbox('Trash');
    expect([
      moved === false ? undefined : [...(moved.uidMap ?? [])],
      client.mailbox === false ? -1 : client.mailbox.exists,
    ]).toEqual([[[uid, trash?.messages.at(-1)?.uid]], 0]);
  });

  it('is deleted', async () => {
    await client.messageDelete(String(uid), { uid: true });
    expect(imap.store.account(mailbox)?.inbox.messages).toEqual([]);
  });

  it('is announced to a client that waits', async () => {
    const exists = new Promise((resolve) => client.once('exists', resolve));
    const idle = client.idle();
    imap.store.deliver(mailbox, { raw });
    expect(await exists).toMatchObject({ path: 'INBOX', count: 2, prevCount: 1 });
    await client.noop();
    await idle;
  });

  it('goes to the sent folder as it is, and its bytes are in the journal', async () => {
    const appended = await client.append('Sent', raw, ['\\Seen']);
    const sent = imap.store.account(mailbox)?.mailbox('Sent')?.messages.at(-1);
    const exchange = imap.exchanges('APPEND').at(-1);
    expect({
      uid: appended === false ? undefined : appended.uid,
      same: sent?.raw.equals(raw),
      flags: [...(sent?.flags ?? [])],
      body: await imap.blob(exchange?.request?.body.sha256),
      keys: exchange?.keys,
    }).toEqual({
      uid: sent?.uid,
      same: true,
      flags: ['\\Seen'],
      body: raw.toString('latin1'),
      keys: expect.arrayContaining(['CORSE', 'TÉLÉCONSULTATION', 'ZOE@TEST.MSSANTE.FR', mailbox.toUpperCase()]),
    });
  });
});

describe('folders', () => {
  it('are made, renamed and removed', async () => {
    await client.mailboxCreate('Dossiers/Corse');
    await client.mailboxRename('Dossiers/Corse', 'Classés');
    const names = (await client.list()).map(({ path }) => path);
    await client.mailboxDelete('Classés');
    expect([names.includes('Classés'), (await client.list()).length]).toEqual([true, 4]);
  });

  it('are renamed with those under them (RFC 3501 §6.3.5)', async () => {
    await client.mailboxCreate('Dossiers/Corse');
    await client.mailboxCreate('Dossiers');
    await client.mailboxRename('Dossiers', 'Archives');
    const names = (await client.list()).map(({ path }) => path).filter((path) => /^(?:Dossiers|Archives)/.test(path));
    await client.mailboxDelete('Archives/Corse');
    await client.mailboxDelete('Archives');
    expect(names.sort()).toEqual(['Archives', 'Archives/Corse']);
  });

  it('tell their state and their quota', async () => {
    const status = await client.status('Drafts', { messages: true, unseen: true, uidNext: true });
    expect([status, await client.getQuota('INBOX')]).toMatchObject([
      { messages: 0, unseen: 0, uidNext: 1 },
      { storage: { limit: 256 * 1024 * 1024 } },
    ]);
  });
});

describe('an outage', () => {
  it('refuses the command that it is for', async () => {
    imap.fault('MOVE', { kind: 'refus' });
    imap.store.deliver(mailbox, { raw });
    await client.mailboxOpen('INBOX');
    const moved = await client.messageMove('1:*', 'Trash');
    imap.fault('MOVE', undefined);
    expect(moved).toBe(false);
  });

  it('ends a session, and the client may open another', async () => {
    const other = imap.psc();
    await other.connect();
    const closed = new Promise((resolve) => other.once('close', resolve));
    const addresses = imap.host.sessions().flatMap(({ address }) => address ?? []);
    const count = imap.host.cut(mailbox);
    await closed;
    client = imap.psc();
    await client.connect();
    expect([addresses, count, client.usable]).toEqual([[mailbox, mailbox], 2, true]);
  });
});
