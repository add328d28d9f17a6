import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, goodToken, mailbox, openImap, RawImap, signedIn, type TestImap } from '../../../test/support/imap.ts';
import { defaultImapLimits } from './index.ts';

let imap: TestImap;
beforeAll(async () => {
  imap = await openImap();
});
afterAll(async () => await imap[Symbol.asyncDispose]());

function last(method: string) {
  return imap.exchanges(method).at(-1);
}

/** Every byte that the journal holds of the client's commands. */
async function kept(): Promise<string> {
  const exchanges = imap.journal.slice('mss-imap', { from: 0, to: imap.journal.last });
  const blobs = exchanges.flatMap(({ request }) =>
    request === undefined ? [] : [request.raw.sha256, request.body.sha256],
  );
  return JSON.stringify(exchanges) + (await Promise.all(blobs.map((digest) => imap.blob(digest)))).join('\n');
}

describe('before TLS', () => {
  it('refuses to sign in', async () => {
    const client = await RawImap.open(imap.host.ports.psc);
    expect(await client.command(`AUTHENTICATE XOAUTH2 ${bearer(mailbox, goodToken)}`)).toMatch(
      /^T NO \[PRIVACYREQUIRED\]/,
    );
    client.close();
  });

  it('announces STARTTLS and that LOGIN is disabled', async () => {
    const client = await RawImap.open(imap.host.ports.app);
    expect(await client.command('CAPABILITY')).toMatch(/ STARTTLS LOGINDISABLED\r\n/);
    client.close();
  });

  it('does not obey what is written in clear behind STARTTLS', async () => {
    const client = await RawImap.open(imap.host.ports.psc);
    client.write('S STARTTLS\r\nX CAPABILITY\r\n');
    expect(await client.until(/S OK .*\r\n/)).not.toContain('CAPABILITY');
    expect(last('STARTTLS')?.request?.headers).toContainEqual(['OCTETS EN CLAIR IGNORES', '14']);
    client.close();
  });

  it('keeps a handshake that is none', async () => {
    const client = await RawImap.open(imap.host.ports.psc);
    await client.command('STARTTLS');
    client.write('GET / HTTP/1.1\r\n\r\n');
    await client.end();
    await imap.journal.waitFor(() => refusals().length > 0, 5_000);
    expect(refusals()[0]?.tls?.authorized).toBe(false);
  });

  function refusals() {
    return imap.journal.slice('mss-imap', { from: 0, to: imap.journal.last }).filter((e) => e.outcome === 'refus_tls');
  }
});

describe('the applicative listener', () => {
  it('cuts a client without certificate, and keeps what it offered', async () => {
    const before = imap.journal.last;
    const client = await (await RawImap.open(imap.host.ports.app)).secure(imap.pki.chain);
    await client.end();
    await imap.journal.waitFor(() => imap.journal.last > before + 1, 5_000);
    const [, exchange] = imap.journal.slice('mss-imap', { from: before, to: imap.journal.last });
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      tls: { authorized: false, clientHello: { versions: expect.arrayContaining(['TLSv1.3']) } },
    });
  });

  it('cuts a client whose authority is unknown, and keeps its certificate', async () => {
    const before = imap.journal.last;
    const { TestPki } = await import('../../pki/index.ts');
    const foreign = await (await TestPki.create()).clientAuthentication({ commonName: 'ETRANGER' });
    const client = await (await RawImap.open(imap.host.ports.app)).secure(imap.pki.chain, foreign);
    await client.end();
    await imap.journal.waitFor(() => imap.journal.last > before + 1, 5_000);
    const [, exchange] = imap.journal.slice('mss-imap', { from: before, to: imap.journal.last });
    expect([exchange?.outcome, exchange?.tls?.peer?.subject]).toEqual([
      'refus_tls',
      expect.stringContaining('CN=ETRANGER'),
    ]);
  });
});

describe('XOAUTH2', () => {
  it('refuses by a challenge, an empty line, then NO', async () => {
    const client = await (await RawImap.open(imap.host.ports.psc)).secure(imap.pki.chain);
    client.write('A AUTHENTICATE XOAUTH2\r\n');
    await client.until(/^\+ \r\n$/);
    client.write(`${bearer(mailbox, 'jeton-faux')}\r\n`);
    const [, challenge = ''] = /^\+ (\S+)\r\n$/.exec(await client.until(/^\+ \S+\r\n$/)) ?? [];
    client.write('\r\n');
    const refusal = await client.until(/A NO .*\r\n$/);
    expect([JSON.parse(Buffer.from(challenge, 'base64').toString()), refusal]).toEqual([
      { status: '401', schemes: 'bearer', scope: 'mail' },
      expect.stringMatching(/^A NO \[AUTHENTICATIONFAILED\]/),
    ]);
    client.close();
  });

  it('ends the session after five refusals', async () => {
    const client = await (await RawImap.open(imap.host.ports.psc)).secure(imap.pki.chain);
    for (let i = 0; i < 5; i += 1) {
      client.write(`A AUTHENTICATE XOAUTH2 ${bearer(mailbox, 'faux')}\r\n`);
      await client.until(/^\+ \S+\r\n$/);
      client.write('\r\n');
      if (i < 4) await client.until(/A NO .*\r\n$/);
    }
    expect(await client.end()).toMatch(/A NO .*\r\n\* BYE /);
  });

  it.each([
    ['without a token', Buffer.from(`user=${mailbox}\x01\x01`).toString('base64')],
    ['that is no base64', '=!='],
    ['for another mailbox', bearer('autre@test.mssante.fr', goodToken)],
  ])('refuses a response %s', async (_, response) => {
    const client = await (await RawImap.open(imap.host.ports.psc)).secure(imap.pki.chain);
    client.write(`A AUTHENTICATE XOAUTH2\r\n`);
    await client.until(/^\+ \r\n$/);
    client.write(`${response}\r\n`);
    await client.until(/^\+ \S+\r\n$/);
    client.write('\r\n');
    expect(await client.until(/A \w+ .*\r\n$/)).toMatch(/^A NO /);
    client.close();
  });

  it('never leaves a credential in the journal', async () => {
    const secret = 'eyJhbGciOiJub25lIn0.c2VjcmV0LWplLXBlbnNl.x';
    const client = await (await RawImap.open(imap.host.ports.psc)).secure(imap.pki.chain);
    await client.command(`AUTHENTICATE PLAIN ${bearer(mailbox, secret)}`);
    await client.command(`LOGIN ${mailbox} ${secret}`);
    await client.command(`AUTHENTIFIER ${bearer(mailbox, secret)}`);
    client.write(`${bearer(mailbox, secret)}\r\n`);
    await client.until(/BAD .*\r\n/);
    client.close();
    const all = await kept();
    const needles = [secret, bearer(mailbox, secret), secret.slice(0, 24)];
    expect(needles.filter((needle) => all.includes(needle))).toEqual([]);
  });
});

describe('a hostile command', () => {
  it.each([
    ['no tag', '\r\n', /BAD/],
    ['an unknown name', 'A TOURNE\r\n', /A BAD/],
    ['a name of the objects of JavaScript', 'A constructor\r\n', /A BAD/],
    ['a section that ends with a point', 'A FETCH 1 BODY[1.]\r\n', /A BAD/],
    ['a part 0', 'A FETCH 1 BODY[0]\r\n', /A BAD/],
    ['an open list', 'A FETCH 1 (FLAGS\r\n', /A BAD/],
    ['an open quote', 'A SELECT "INBOX\r\n', /A BAD/],
    ['a number beyond 32 bits', 'A FETCH 99999999999 FLAGS\r\n', /A BAD/],
    ['a search too deep', `A SEARCH ${'('.repeat(10_000)}ALL${')'.repeat(10_000)}\r\n`, /A NO \[LIMIT\]/],
    ['a negation too deep', `A SEARCH ${'NOT '.repeat(5_000)}ALL\r\n`, /A NO \[LIMIT\]/],
    ['a pattern made to backtrack', `A LIST "" "${'*a%'.repeat(300)}b"\r\n`, /A OK/],
    ['a literal too big', 'A APPEND INBOX {99999999999}\r\n', /A NO \[TOOBIG\]/],
    ['a literal too big for its command', 'A SELECT {10000}\r\n', /A NO \[TOOBIG\]/],
    ['a set of too many ranges', `A FETCH ${'1,'.repeat(5_000)}1 FLAGS\r\n`, /A BAD/],
    ['too many items', `A FETCH 1 (${'BODY[] '.repeat(60)}UID)\r\n`, /A BAD/],
    ['a folder name with a wildcard', 'A CREATE "a*"\r\n', /A NO \[CANNOT\]/],
    ['a date that is none', 'A SEARCH SINCE 32-Foo-2026\r\n', /A BAD/],
    ['another charset', 'A SEARCH CHARSET KOI8-R SUBJECT x\r\n', /A NO \[BADCHARSET/],
  ])('is refused and leaves the session usable: %s', async (_, bytes, expected) => {
    const client = await signedIn(imap);
    await client.command('SELECT INBOX');
    client.write(bytes);
    const answer = await client.until(/(?:A|\*) (?:OK|NO|BAD) .*\r\n$/);
    const after = await client.command('NOOP');
    client.close();
    expect([answer, after]).toEqual([expect.stringMatching(expected), expect.stringContaining('T OK')]);
  });

  it('ends the session when its literal does not wait for leave', async () => {
    const client = await signedIn(imap);
    client.write('A APPEND INBOX {99999999999+}\r\n');
    expect(await client.end()).toMatch(/A NO \[TOOBIG\].*\r\n\* BYE /);
  });

  it('does not send back a tag that is none', async () => {
    const client = await signedIn(imap);
    client.write('a\0b NOOP\r\né NOOP\r\n');
    expect(await client.until(/^(?:\* BAD .*\r\n){2}$/)).not.toMatch(/[\0\x80-\xff]/);
    client.close();
  });

  it('ends the session when a line has no end, and its beginning is kept', async () => {
    const client = await signedIn(imap);
    client.write(`A NOOP ${'x'.repeat(100_000)}`);
    const answer = await client.end();
    const exchange = imap.journal.slice('mss-imap', { from: imap.journal.last - 1, to: imap.journal.last })[0];
    expect([answer, exchange?.outcome, exchange?.request?.raw.size]).toEqual([
      '* BYE Ligne trop longue\r\n',
      'interrompu',
      expect.any(Number),
    ]);
  });

  it('keeps what a client that leaves had begun', async () => {
    const client = await signedIn(imap);
    client.write('A APPEND INBOX {50}\r\n');
    await client.until(/^\+ /);
    client.write('From: la moitie');
    const before = imap.journal.last;
    client.leave();
    await imap.journal.waitFor(() => imap.journal.last > before, 5_000);
    const exchange = last('APPEND');
    expect([exchange?.outcome, await imap.blob(exchange?.request?.raw.sha256)]).toEqual([
      'interrompu',
      'A APPEND INBOX {50}\r\nFrom: la moitie',
    ]);
  });
});

describe('a hostile message', () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(
      '',
    );

  it.each([
    ['nested a thousand times', nested(1_000)],
    ['of fifty thousand parts', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(50_000)}`],
    ['without any body', 'Subject: seul'],
    ['of nothing but colons', ':'.repeat(100_000)],
    ['of addresses that never end', `To: ${'<a '.repeat(30_000)}\r\n\r\n`],
    ['of comments that never end', `To: ${'('.repeat(100_000)}\r\n\r\n`],
    ['of words of no charset', 'Subject: =?inconnu?B?w6k=?= =?utf-8?Q?=ZZ?= =?x?=\r\n\r\n'],
    ['of bytes that are no text', Buffer.from([0xff, 0xfe, 13, 10, 13, 10, 0x80]).toString('latin1')],
  ])('is shown all the same: %s', async (_, text) => {
    const raw = Buffer.from(text, 'latin1');
    const uid = imap.store.deliver(mailbox, { raw })?.uid;
    const client = imap.psc();
    await client.connect();
    await client.mailboxOpen('INBOX');
    await client.search({ subject: 'é', text: 'é' });
    const message = await client.fetchOne(
      String(uid),
      { envelope: true, bodyStructure: true, source: true },
      { uid: true },
    );
    await client.logout();
    const source = message ? message.source : undefined;
    expect(source?.equals(raw)).toBe(true);
  });
});

describe('limits', () => {
  it('cuts a client that says nothing', async () => {
    const { delays } = defaultImapLimits;
    await using slow = await openImap({ delays: { ...delays, anonymous: 100 } });
    const client = await RawImap.open(slow.host.ports.psc);
    expect(await client.end()).toBe('* BYE Delai de silence depasse\r\n');
  });

  it('cuts a client that asks for a message and takes nothing of it', async () => {
    const { delays } = defaultImapLimits;
    await using slow = await openImap({ delays: { ...delays, write: 200 } });
    slow.store.deliver(mailbox, { raw: Buffer.alloc(32 * 1024 * 1024, 'a') });
    const client = await signedIn(slow);
    await client.command('SELECT INBOX');
    client.pause();
    client.write('A FETCH 1 BODY.PEEK[]\r\n');
    await slow.journal.waitFor(() => slow.exchanges('SESSION').length > 0, 10_000);
    client.close();
    expect([slow.exchanges('FETCH').length, slow.exchanges('SESSION')[0]?.outcome]).toEqual([1, 'interrompu']);
  }, 15_000);

  it('does not take more messages at one time than it can hold', async () => {
    await using small = await openImap({ literals: 1_000 });
    const [first, second] = [await signedIn(small), await signedIn(small)];
    first.write('A APPEND INBOX {800}\r\n');
    await first.until(/^\+ /);
    second.write('A APPEND INBOX {800}\r\n');
    const refused = await second.until(/A .*\r\n/);
    first.write(`${'a'.repeat(800)}\r\n`);
    await first.until(/A OK/);
    second.write('A APPEND INBOX {800}\r\n');
    expect([refused, await second.until(/^\+ /)]).toEqual([
      expect.stringMatching(/^A NO \[UNAVAILABLE\]/),
      '+ Pret\r\n',
    ]);
  });

  it('refuses a connection too many, and takes one again once another has left', async () => {
    await using small = await openImap({ connections: 1 });
    const first = await RawImap.open(small.host.ports.psc);
    const second = await new Promise<string>((resolve) => {
      const socket = connect(small.host.ports.psc, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.once('close', () => resolve(text));
    });
    await first.command('LOGOUT');
    await first.end();
    const third = await RawImap.open(small.host.ports.psc);
    expect([second, (await third.command('NOOP')).startsWith('T OK')]).toEqual([
      '* BYE [LIMIT] Trop de connexions\r\n',
      true,
    ]);
    third.close();
  });

  it('refuses a message that the account has no room for', async () => {
    imap.store.open({ address: 'pleine@test.mssante.fr', quota: 10 });
    expect(imap.store.deliver('pleine@test.mssante.fr', { raw: Buffer.alloc(11) })).toBeUndefined();
  });

  it('ends the sessions of an account that is closed', async () => {
    await using other = await openImap();
    const client = await signedIn(other);
    other.store.close(mailbox);
    expect(await client.end()).toContain('* BYE Boite fermee');
  });
});

describe('the journal', () => {
  it('holds the answer as it was sent, bytes of the message included', async () => {
    const uid = imap.store.deliver(mailbox, { raw: Buffer.from('Subject: COMPTE RENDU\r\n\r\ncorps\r\n') })?.uid;
    const client = await signedIn(imap);
    await client.command('SELECT INBOX');
    const answer = await client.command(`UID FETCH ${uid} (BODY.PEEK[])`);
    const exchange = last('UID FETCH');
    client.close();
    expect([await imap.blob(exchange?.response?.raw.sha256), exchange?.keys, exchange?.request?.path]).toEqual([
      answer,
      [mailbox.toUpperCase(), 'COMPTE', 'RENDU'],
      `${uid} (BODY.PEEK[])`,
    ]);
  });

  it('says that a session which had signed in was left without LOGOUT', async () => {
    const client = await signedIn(imap);
    const before = imap.exchanges('SESSION').length;
    client.close();
    await imap.journal.waitFor(() => imap.exchanges('SESSION').length > before, 5_000);
    expect(last('SESSION')).toMatchObject({ outcome: 'interrompu', keys: [mailbox.toUpperCase()] });
  });

  it('keeps no failure of the bench', () => {
    expect(imap.host.failure).toBeUndefined();
  });
});
