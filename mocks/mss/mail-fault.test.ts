import { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer, RawImap } from '../../test/support/imap.ts';
import { type Dialogue, mail, openMss, signedIn, type TestMss } from '../../test/support/mss.ts';
import { readMailFault, type SmtpFaultCode, type SmtpStage } from './index.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss();
});
afterEach(async () => await bench[Symbol.asyncDispose]());

const letter = { to: mail.colleague, subject: 'Compte rendu', text: 'Bonjour.' };

function refuse(etape: Exclude<SmtpStage, 'MESSAGE'>, code: SmtpFaultCode): void {
  bench.mss.control.fault({ protocole: 'smtp', etape, effet: { kind: 'refus', code }, fois: 1 });
}

async function imap(): Promise<RawImap> {
  const client = await (await RawImap.open(bench.mss.ports.pscImap)).secure(bench.pki.chain);
  await client.command(`AUTHENTICATE XOAUTH2 ${bearer(mail.doctor, mail.token)}`);
  await client.command('SELECT INBOX');
  return client;
}

describe('an SMTP refusal on demand', () => {
  const stages = ['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'FIN_DATA'] as const;
  const codes = [421, 450, 451, 452, 550, 552, 554] as const;
  const cases = stages.flatMap((stage) => codes.map((code) => [stage, code] as const));

  it.for(cases)('at %s: %i, then nothing more of it', async ([stage, code]) => {
    refuse(stage, code);
    await expect(bench.send(letter)).rejects.toThrow(String(code));
    expect((await bench.send(letter)).response).toMatch(/^250 /);
  });

  it('in the place of the greeting', async () => {
    refuse('CONNEXION', 421);
    await expect(bench.send(letter)).rejects.toThrow('421 4.3.2');
  });

  it('has the text that is asked for', async () => {
    const effet = { kind: 'refus', code: 450, text: '4.7.1 Liste grise' } as const;
    bench.mss.control.fault({ protocole: 'smtp', etape: 'RCPT', effet });
    await expect(bench.send(letter)).rejects.toThrow('450 4.7.1 Liste grise');
  });

  it('keeps the message that it refuses, and says that a fault was shown', async () => {
    refuse('FIN_DATA', 554);
    await expect(bench.send(letter)).rejects.toThrow('554');
    const [exchange] = await bench.exchanges();
    expect([exchange?.response?.status, exchange?.request?.headers.at(-1), bench.inbox(mail.colleague)]).toEqual([
      554,
      ['PANNE', 'FIN_DATA 554'],
      [],
    ]);
  });

  it('is met by the mailbox that it is for, and no other', async () => {
    const effet = { kind: 'refus', code: 450 } as const;
    bench.mss.control.fault({ protocole: 'smtp', etape: 'RCPT', effet, bal: mail.colleague.toUpperCase() });
    const other = { ...letter, to: mail.app };
    await expect(bench.send(letter)).rejects.toThrow('450');
    expect((await bench.send(other)).response).toMatch(/^250 /);
  });

  it('is forgotten with its owner', async () => {
    const effet = { kind: 'refus', code: 450 } as const;
    bench.mss.control.fault({ protocole: 'smtp', etape: 'MAIL', effet, owner: 'A' });
    bench.mss.control.reset('B');
    await expect(bench.send(letter)).rejects.toThrow('450');
    bench.mss.control.reset('A');
    expect((await bench.send(letter)).response).toMatch(/^250 /);
  });
});

describe('an SMTP connection that goes wrong', () => {
  async function inData(): Promise<Dialogue> {
    const dialogue = await signedIn(bench);
    for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
    return dialogue;
  }

  it.for(['CONNEXION', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'MESSAGE', 'FIN_DATA'] as const)(
    'is cut at %s',
    async (etape) => {
      bench.mss.control.fault({ protocole: 'smtp', etape, effet: { kind: 'coupure' } });
      await expect(bench.send(letter)).rejects.toThrow();
      const [exchange] = await bench.exchanges();
      expect([exchange?.request?.headers.at(-1), bench.inbox(mail.colleague)]).toEqual([
        ['PANNE', `${etape} coupure`],
        [],
      ]);
    },
  );

  it.for(['EHLO', 'AUTH', 'MAIL', 'FIN_DATA'] as const)('is slow at %s, then goes on', async (etape) => {
    bench.mss.control.fault({ protocole: 'smtp', etape, effet: { kind: 'attente', ms: 5 }, fois: 1 });
    await bench.send(letter);
    const [exchange] = await bench.exchanges();
    expect(exchange?.request?.headers).toContainEqual(['PANNE', `${etape} attente de 5 ms`]);
  });

  it('is ended by the operator, with a last word', async () => {
    const dialogue = await inData();
    await dialogue.say('.');
    expect(bench.mss.control.cut(mail.doctor)).toBe(1);
    expect(await dialogue.reply()).toBe('421 4.3.2 Session closed by the operator');
    await dialogue.closed();
  });
});

describe('an IMAP fault on demand', () => {
  beforeEach(async () => {
    bench.mss.control.deliver(mail.doctor, Buffer.from('Subject: un\r\n\r\nun\r\n'));
  });

  it('refuses MOVE as the real service does, once', async () => {
    bench.mss.control.fault({ protocole: 'imap', commande: 'MOVE', effet: { kind: 'refus' }, fois: 1 });
    const client = await imap();
    expect([await client.command('UID MOVE 1 Trash'), await client.command('UID MOVE 1 Trash')]).toEqual([
      'T NO [SERVERBUG] Internal error\r\n',
      expect.stringContaining('T OK'),
    ]);
    client.close();
  });

  it('answers BAD', async () => {
    const effet = { kind: 'refus', status: 'BAD', text: 'Refus' } as const;
    bench.mss.control.fault({ protocole: 'imap', commande: 'FETCH', effet, fois: 1 });
    const client = await imap();
    expect(await client.command('FETCH 1 FLAGS')).toBe('T BAD [SERVERBUG] Refus\r\n');
    client.close();
  });

  it('is slow at FETCH', async () => {
    bench.mss.control.fault({ protocole: 'imap', commande: 'FETCH', effet: { kind: 'attente', ms: 5 }, fois: 1 });
    const client = await imap();
    expect(await client.command('FETCH 1 FLAGS')).toBe('* 1 FETCH (FLAGS ())\r\nT OK Fait\r\n');
    client.close();
  });

  it('ends the session after so many commands, that of the sign-in among them', async () => {
    const effet = { kind: 'fin' } as const;
    bench.mss.control.fault({ protocole: 'imap', commande: '*', effet, apres: 3, fois: 1, bal: mail.doctor });
    const client = await imap();
    const answered = await client.command('NOOP');
    client.write('T NOOP\r\n');
    expect([answered, await client.end()]).toEqual(['T OK Fait\r\n', "* BYE Session fermee par l'operateur\r\n"]);
  });

  it.for([
    ['coupure', /^\+ En attente\r\n$/],
    ['fin', /^\+ En attente\r\n\* BYE /],
  ] as const)('ends IDLE by %s, once the client waits', async ([kind, expected]) => {
    bench.mss.control.fault({ protocole: 'imap', commande: 'IDLE', effet: { kind, ms: 5 }, fois: 1 });
    const client = await imap();
    client.write('T IDLE\r\n');
    expect(await client.end()).toMatch(expected);
  });

  it('cuts at the sign-in of one mailbox', async () => {
    const effet = { kind: 'coupure' } as const;
    bench.mss.control.fault({ protocole: 'imap', commande: 'AUTHENTICATE', effet, bal: mail.doctor });
    await expect(imap()).rejects.toThrow('closed');
  });

  it('leaves the product free to come back after the operator ended its session (ECO 1.2.7)', async () => {
    const client = await imap();
    expect(bench.mss.control.cut(mail.doctor)).toBe(1);
    expect(await client.end()).toBe("* BYE Session fermee par l'operateur\r\n");
    const again = await imap();
    expect(await again.command('NOOP')).toBe('T OK Fait\r\n');
    again.close();
  });
});

describe('time of the bench', () => {
  it('ends IMAP and SMTP sessions that are silent for too long by the injected clock', async () => {
    let now = Date.now();
    const { processEnvironment } = await import('../../core/index.ts');
    await using late = await openMss({ environment: processEnvironment({ clock: { now: () => now } }) });
    const client = await (await RawImap.open(late.mss.ports.pscImap)).secure(late.pki.chain);
    await client.command(`AUTHENTICATE XOAUTH2 ${bearer(mail.doctor, mail.token)}`);
    const dialogue = await signedIn(late);
    late.mss.sweep();
    const alive = await client.command('NOOP');
    now += 31 * 60_000;
    late.mss.sweep();
    expect([alive, await client.end(), await dialogue.reply()]).toEqual([
      'T OK Fait\r\n',
      '* BYE Delai de silence depasse\r\n',
      '421 4.4.2 Idle for too long',
    ]);
  });

  it('refuses a token that died meanwhile to the next session, by the challenge of the real service', async () => {
    let alive = true;
    await using lapsing = await openMss({
      validateToken: async () =>
        alive ? { ok: true, subject: '899900000017' } : { ok: false, reason: 'le jeton d’accès a expiré' },
    });
    const auth = { user: mail.doctor, accessToken: mail.token };
    const options = {
      host: 'localhost',
      port: lapsing.mss.ports.pscImap,
      doSTARTTLS: true,
      auth,
      logger: false as const,
    };
    const first = new ImapFlow({ ...options, tls: { ca: lapsing.pki.chain } });
    await first.connect();
    alive = false;
    // What was opened before stays: the product is to close it (ECO 1.2.6).
    await first.noop();
    const second = await (await RawImap.open(lapsing.mss.ports.pscImap)).secure(lapsing.pki.chain);
    second.write(`T AUTHENTICATE XOAUTH2 ${bearer(mail.doctor, mail.token)}\r\n`);
    const challenge = await second.until(/^\+ (.*)\r\n/);
    second.write('\r\n');
    expect([Buffer.from(challenge.slice(2), 'base64').toString(), await second.until(/T NO/)]).toEqual([
      '{"status":"401","schemes":"bearer","scope":"mail"}',
      expect.stringContaining('[AUTHENTICATIONFAILED]'),
    ]);
    second.close();
    await first.logout();
  });
});

it.for([
  ['a code that no operator answers', { protocole: 'smtp', etape: 'RCPT', effet: { kind: 'refus', code: 999 } }],
  [
    'an answer that forges another',
    { protocole: 'smtp', etape: 'RCPT', effet: { kind: 'refus', code: 450, text: 'a\r\n250 b' } },
  ],
  ['a stage that there is not', { protocole: 'smtp', etape: 'VRFY', effet: { kind: 'coupure' } }],
  [
    'a refusal in the middle of a message',
    { protocole: 'smtp', etape: 'MESSAGE', effet: { kind: 'refus', code: 450 } },
  ],
  ['a protocol that there is not', { protocole: 'pop', etape: 'RCPT', effet: { kind: 'coupure' } }],
])('refuses to program %s', ([, fault]) => {
  expect(() => readMailFault(fault)).toThrow(expect.objectContaining({ code: 'panne_invalide' }));
});
