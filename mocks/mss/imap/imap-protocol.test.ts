import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  mailbox,
  openImap,
  RawImap as Raw,
  type RawImap,
  signedIn,
  structure,
  type TestImap,
} from '../../../test/support/imap.ts';

let imap: TestImap;
let client: RawImap;
beforeAll(async () => {
  imap = await openImap();
});
afterAll(async () => await imap[Symbol.asyncDispose]());
beforeEach(async () => {
  imap.store.close(mailbox);
  imap.store.open({ address: mailbox, structure });
  for (const name of ['un', 'deux', 'trois']) {
    imap.store.deliver(mailbox, { raw: Buffer.from(`Subject: ${name}\r\n\r\n${name}\r\n`), owner: name });
  }
  client = await signedIn(imap);
  await client.command('SELECT INBOX');
});
afterEach(() => client.close());

describe('two sessions on one mailbox', () => {
  async function removeSecond(): Promise<void> {
    const other = await signedIn(imap);
    await other.command('SELECT INBOX');
    await other.command('STORE 2 +FLAGS.SILENT (\\Deleted)');
    await other.command('EXPUNGE');
    other.close();
  }

  it('keep their message numbers through FETCH', async () => {
    await removeSecond();
    expect(await client.command('FETCH 1:* (UID)')).toBe('* 1 FETCH (UID 1)\r\n* 3 FETCH (UID 3)\r\nT OK Fait\r\n');
  });

  it('learn of what is gone by NOOP', async () => {
    await removeSecond();
    await client.command('FETCH 1 (UID)');
    expect([await client.command('NOOP'), await client.command('FETCH 2 (UID)')]).toEqual([
      '* 2 EXPUNGE\r\nT OK Fait\r\n',
      '* 2 FETCH (UID 3)\r\nT OK Fait\r\n',
    ]);
  });

  it('learn of flags that the other sets, not of their own', async () => {
    const other = await signedIn(imap);
    await other.command('SELECT INBOX');
    await other.command('STORE 1 +FLAGS (\\Seen)');
    expect([await client.command('NOOP'), await other.command('NOOP')]).toEqual([
      '* 1 FETCH (UID 1 FLAGS (\\Seen))\r\nT OK Fait\r\n',
      'T OK Fait\r\n',
    ]);
    other.close();
  });

  it('learn of a scenario that is forgotten', async () => {
    imap.store.reset('deux');
    expect(await client.command('NOOP')).toBe('* 2 EXPUNGE\r\nT OK Fait\r\n');
  });

  it('are told of flags while they wait', async () => {
    client.write('I IDLE\r\n');
    await client.until(/^\+ /);
    const other = await signedIn(imap);
    await other.command('SELECT INBOX');
    await other.command('STORE 1 +FLAGS (\\Seen)');
    other.close();
    expect(await client.until(/FETCH.*\r\n/)).toBe('* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n');
  });

  it('are told while they wait', async () => {
    client.write('I IDLE\r\n');
    await client.until(/^\+ /);
    await removeSecond();
    const told = await client.until(/EXPUNGE\r\n/);
    client.write('DONE\r\n');
    expect([told.split('\r\n').at(-2), await client.until(/I OK/)]).toEqual(['* 2 EXPUNGE', expect.any(String)]);
  });
});

describe('an answer', () => {
  it.each([
    ['FETCH 1 BODY[TEXT]', '* 1 FETCH (BODY[TEXT] {4}\r\nun\r\n FLAGS (\\Seen))\r\n'],
    ['FETCH 1 BODY.PEEK[]<3.5>', '* 1 FETCH (BODY[]<3> {5}\r\nject:)\r\n'],
    ['FETCH 1 BODY.PEEK[]<9999.5>', '* 1 FETCH (BODY[]<9999> {0}\r\n)\r\n'],
    ['FETCH 1 BODY.PEEK[2]', '* 1 FETCH (BODY[2] NIL)\r\n'],
    ['FETCH 1 BODY.PEEK[HEADER.FIELDS.NOT (Subject)]', '* 1 FETCH (BODY[HEADER.FIELDS.NOT (Subject)] {2}\r\n\r\n)\r\n'],
    ['FETCH 1 RFC822.SIZE', '* 1 FETCH (RFC822.SIZE 19)\r\n'],
    ['FETCH 1 BODY', '* 1 FETCH (BODY ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 4 1))\r\n'],
    ['UID FETCH 9:* (FLAGS)', '* 3 FETCH (UID 3 FLAGS ())\r\n'],
    ['FETCH 7 (UID)', ''],
    ['SEARCH OR SUBJECT un (SUBJECT deux UNSEEN)', '* SEARCH 1 2\r\n'],
    ['SEARCH NOT SUBJECT un', '* SEARCH 2 3\r\n'],
    ['UID SEARCH RETURN (MIN COUNT) ALL', '* ESEARCH (TAG "T") UID MIN 1 COUNT 3\r\n'],
    ['SEARCH RETURN () SUBJECT absent', '* ESEARCH (TAG "T")\r\n'],
    ['LIST "" ""', '* LIST (\\Noselect) "/" ""\r\n'],
    ['LIST "" "in%"', '* LIST (\\HasNoChildren) "/" INBOX\r\n'],
    ['NAMESPACE', '* NAMESPACE (("" "/")) NIL NIL\r\n'],
    ['COPY 1:2 Trash', ''],
  ])('%s', async (command, expected) => {
    const answer = await client.command(command);
    expect(answer.replace(/T OK .*\r\n$/, '')).toBe(expected);
  });

  it('says where copies went', async () => {
    expect(await client.command('UID COPY 1,3 Trash')).toMatch(/^T OK \[COPYUID \d+ 1,3 1:2\] Fait\r\n$/);
  });

  it('asks for the folder to be made, where there is none', async () => {
    expect(await client.command('COPY 1 Absent')).toMatch(/^T NO \[TRYCREATE\]/);
  });

  it('does not let a read-only folder change', async () => {
    await client.command('EXAMINE INBOX');
    await client.command('FETCH 1 BODY[]');
    const answers = [await client.command('STORE 1 +FLAGS (\\Seen)'), await client.command('EXPUNGE')];
    expect([answers, imap.store.account(mailbox)?.inbox.messages[0]?.flags.size]).toEqual([
      [expect.stringMatching(/^T NO/), expect.stringMatching(/^T NO/)],
      0,
    ]);
  });

  it('leaves no folder open after a SELECT that failed', async () => {
    await client.command('SELECT Absent');
    expect(await client.command('FETCH 1 FLAGS')).toMatch(/^T BAD/);
  });
});

describe('LOGIN on the applicative listener', () => {
  it('takes its arguments as literals', async () => {
    const credential = await imap.pki.clientAuthentication({ commonName: 'TEST', structure });
    const app = await (await Raw.open(imap.host.ports.app)).secure(imap.pki.chain, credential);
    app.write(`A LOGIN {${mailbox.length}}\r\n`);
    await app.until(/^\+ /);
    app.write(`${mailbox} {1+}\r\nx\r\n`);
    expect(await app.until(/A \w+ .*\r\n/)).toMatch(/^A OK \[CAPABILITY IMAP4rev1 /);
    app.close();
  });
});

describe('an outage', () => {
  it('cuts the connection in the middle of a command, which is kept', async () => {
    imap.fault('FETCH', { kind: 'coupure' });
    client.write('A FETCH 1 BODY[]\r\n');
    const answer = await client.end();
    imap.fault('FETCH', undefined);
    expect([answer, imap.exchanges('FETCH').at(-1)]).toMatchObject(['', { outcome: 'interrompu' }]);
  });

  it('keeps the answer waiting, then gives it', async () => {
    imap.fault('NOOP', { kind: 'attente', ms: 1 });
    const answer = await client.command('NOOP');
    imap.fault('NOOP', undefined);
    const headers = imap.exchanges('NOOP').at(-1)?.request?.headers;
    expect([answer, headers]).toEqual(['T OK Fait\r\n', expect.arrayContaining([['PANNE', 'attente']])]);
  });
});
