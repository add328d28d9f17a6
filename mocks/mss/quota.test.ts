import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer, RawImap } from '../../test/support/imap.ts';
import { mail, openMss, signedIn, type TestMss } from '../../test/support/mss.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss({ sizeLimit: 100_000 });
});
afterEach(async () => await bench[Symbol.asyncDispose]());

function limit(address: string, quota: number, owner?: string): void {
  const whose = owner === undefined ? {} : { owner };
  bench.mss.control.declareMailbox({ address, kind: 'PER', label: '', quota, ...whose });
}

const letter = { to: mail.colleague, subject: 'x', text: 'a'.repeat(2_000) };

describe('a mailbox that is full', () => {
  it('refuses for now what it could take once emptied', async () => {
    limit(mail.colleague, 5_000);
    await bench.send(letter);
    await expect(bench.send({ ...letter, text: 'a'.repeat(4_000) })).rejects.toThrow('452 4.2.2');
  });

  it('refuses for good what is larger than itself, by the size announced', async () => {
    limit(mail.colleague, 5_000);
    const dialogue = await signedIn(bench);
    await dialogue.say(`MAIL FROM:<${mail.doctor}> SIZE=6000`);
    expect(await dialogue.say(`RCPT TO:<${mail.colleague}>`)).toMatch(/^552 5\.2\.2 /);
  });

  it('refuses at the end of a message whose size was not announced', async () => {
    limit(mail.colleague, 500);
    const dialogue = await signedIn(bench);
    for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
    expect(await dialogue.say(`${'a'.repeat(600)}\r\n.`)).toMatch(/^552 5\.2\.2 /);
  });

  it('sends a report where another recipient has room', async () => {
    limit(mail.colleague, 500);
    await bench.send({ ...letter, raw: `Subject: x\r\n\r\n${'a'.repeat(600)}`, to: [mail.colleague, mail.app] });
    expect(bench.inbox(mail.doctor)[0]).toMatch(/Status: 5\.2\.2/);
  });

  it('is as before once the scenario is over', async () => {
    limit(mail.colleague, 10, 'A');
    await expect(bench.send(letter)).rejects.toThrow('552');
    bench.mss.control.reset('A');
    expect((await bench.send(letter)).response).toMatch(/^250 /);
  });

  it('says its quota by IMAP, and refuses APPEND', async () => {
    limit(mail.doctor, 2_048);
    bench.mss.control.deliver(mail.doctor, Buffer.alloc(1_500, 'a'));
    const client = await (await RawImap.open(bench.mss.ports.pscImap)).secure(bench.pki.chain);
    await client.command(`AUTHENTICATE XOAUTH2 ${bearer(mail.doctor, mail.token)}`);
    const quota = await client.command('GETQUOTAROOT INBOX');
    client.write('A APPEND INBOX {600+}\r\n');
    client.write(`${'b'.repeat(600)}\r\n`);
    expect([quota, await client.until(/A \w+ .*\r\n/)]).toEqual([
      '* QUOTAROOT INBOX ""\r\n* QUOTA "" (STORAGE 2 2)\r\nT OK Fait\r\n',
      expect.stringMatching(/^A NO \[OVERQUOTA\]/),
    ]);
    client.close();
  });
});

it('announces the longest message, and refuses a longer one', async () => {
  const dialogue = await bench.dial(bench.mss.ports.pscSmtp);
  const said = await dialogue.say('EHLO client.test');
  dialogue.end();
  expect(said).toContain('SIZE 100000');
  await expect(bench.send({ ...letter, text: 'a'.repeat(200_000) })).rejects.toThrow('552 5.3.4');
});

it('takes a message that Mon espace santé returns: more than 25 MB', async () => {
  await using operator = await openMss();
  const raw = Buffer.concat([Buffer.from('Subject: x\r\n\r\n'), Buffer.alloc(25_100_000, `${'a'.repeat(70)}\r\n`)]);
  await operator.send({ envelope: { from: mail.doctor, to: mail.patient }, raw });
  expect(operator.inbox(mail.doctor)[0]).toMatch(/Status: 5\.3\.4/);
});
