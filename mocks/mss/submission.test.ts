import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import { mail, openMss, signedIn, type TestMss, xoauth2 } from '../../test/support/mss.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss({ sizeLimit: 2_000_000 });
});
afterEach(async () => await bench[Symbol.asyncDispose]());

const letter = { to: mail.colleague, subject: 'Compte rendu ÉTÉ', text: 'Bonjour.' };

describe('a message submitted with a token', () => {
  it('reaches the mailbox, with its return path', async () => {
    await bench.send(letter);
    expect(bench.inbox(mail.colleague)[0]).toMatch(/^Return-Path: <alix\.temoin@test\.mssante\.fr>\r\nReceived: /);
  });

  it('is kept as transmitted, its dots unstuffed', async () => {
    await bench.send({ ...letter, raw: 'Subject: dots\r\n\r\n.\r\n..one\r\n.two\r\n' });
    const [exchange] = await bench.exchanges();
    expect((await bench.blob(exchange?.request?.body.sha256)).toString()).toBe(
      'Subject: dots\r\n\r\n.\r\n..one\r\n.two\r\n',
    );
  });

  it('is kept with the client’s own bytes', async () => {
    await bench.send({ ...letter, raw: 'Subject: dots\r\n\r\n.two\r\n' });
    const [exchange] = await bench.exchanges();
    const raw = (await bench.blob(exchange?.request?.raw.sha256)).toString();
    expect(raw.slice(raw.indexOf('DATA'))).toBe('DATA\r\nSubject: dots\r\n\r\n..two\r\n.\r\n');
  });

  it('is attributed by its addresses and the words of its subject', async () => {
    await bench.send(letter);
    const [exchange] = await bench.exchanges();
    expect(exchange?.keys).toEqual([mail.doctor.toUpperCase(), mail.colleague.toUpperCase(), 'COMPTE', 'RENDU', 'ÉTÉ']);
  });

  it('has its envelope, its sign-in and its DSN parameters in the journal', async () => {
    const dsn = { id: 'env-1', return: 'headers', notify: ['success', 'failure'], recipient: mail.colleague } as const;
    await bench.send({ ...letter, dsn: { ...dsn, notify: [...dsn.notify] } });
    const [exchange] = await bench.exchanges();
    expect(exchange?.request?.headers.slice(0, 4)).toEqual([
      ['MAIL FROM', `<${mail.doctor}> RET=HDRS ENVID=env-1`],
      ['RCPT TO', `<${mail.colleague}> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;${mail.colleague}`],
      ['AUTH', 'XOAUTH2'],
      ['USER', mail.doctor],
    ]);
  });

  it('shows what the client offered in TLS', async () => {
    await bench.send(letter, {
      tls: { ca: bench.pki.chain, ciphers: 'ECDHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' },
    });
    const [exchange] = await bench.exchanges();
    expect(exchange?.tls).toMatchObject({
      cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      clientHello: { versions: ['TLSv1.2'], ciphers: ['0xC030'] },
    });
  });

  it('leaves no token in the journal', async () => {
    await bench.send(letter);
    const [exchange] = await bench.exchanges();
    const raw = (await bench.blob(exchange?.request?.raw.sha256)).toString();
    expect([raw.includes(mail.token), raw.includes(xoauth2(mail.doctor, mail.token))]).toEqual([false, false]);
  });
});

describe('refusals', () => {
  it.for([
    ['inconnu@test.mssante.fr', '550 5.1.1'],
    ['quelqu.un@example.org', '550 5.7.1'],
  ] as const)('a recipient %s by %s', async ([to, code]) => {
    await expect(bench.send({ ...letter, to })).rejects.toThrow(code);
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({ request: { method: 'SESSION', path: 'psc' }, response: { status: 550 } });
  });

  it('a wrong token, by the challenge of the real service', async () => {
    const dialogue = await signedIn(bench, { login: false });
    const challenge = await dialogue.say(`AUTH XOAUTH2 ${xoauth2(mail.doctor, 'faux')}`);
    expect(JSON.parse(Buffer.from(challenge.slice(4), 'base64').toString())).toEqual({
      status: '401',
      schemes: 'bearer',
      scope: 'mail',
    });
  });

  it('a wrong token, then the connection', async () => {
    const dialogue = await signedIn(bench, { login: false });
    await dialogue.say(`AUTH XOAUTH2 ${xoauth2(mail.doctor, 'faux')}`);
    expect(await dialogue.say('')).toMatch(/^535 /);
    await dialogue.closed();
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      request: { method: 'SESSION' },
      response: { status: 535 },
      keys: [mail.doctor.toUpperCase()],
    });
  });

  it('a message longer than the limit, of which the beginning, the length and the digest stay', async () => {
    const dialogue = await signedIn(bench);
    for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
    dialogue.write(`Subject: gros\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(2_500)}.\r\n`);
    expect(await dialogue.reply()).toMatch(/^552 5\.3\.4 /);
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'corps_trop_gros',
      request: { method: 'DATA', body: { size: 1024 * 1024, fullSize: 2_500_017 } },
      response: { status: 552 },
    });
  });

  it('a message announced longer than the limit', async () => {
    const dialogue = await signedIn(bench);
    expect(await dialogue.say(`MAIL FROM:<${mail.doctor}> SIZE=2000001`)).toMatch(/^552 /);
  });

  it.for([
    ['AUTH XOAUTH2 abcd', '538'],
    [`MAIL FROM:<${mail.doctor}>`, '530'],
  ] as const)('%s before TLS by %s', async ([command, code]) => {
    const dialogue = await bench.dial(bench.mss.ports.pscSmtp);
    await dialogue.say('EHLO client.test');
    expect(await dialogue.say(command)).toMatch(new RegExp(`^${code} `));
  });
});

describe('submission with a certificate', () => {
  async function byCertificate(structure: string, overrides: { user?: string } = {}): Promise<unknown> {
    const { cert, key } = await bench.pki.clientAuthentication({ commonName: 'TEST', structure });
    return await bench.send(
      { ...letter, from: mail.app },
      {
        port: bench.mss.ports.appSmtp,
        auth: { user: overrides.user ?? mail.app, pass: 'peu importe' },
        tls: { ca: bench.pki.chain, cert, key },
      },
    );
  }

  it('is accepted from the structure of the mailbox', async () => {
    await byCertificate(mail.structure);
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({ request: { method: 'DATA', path: 'app' }, tls: { authorized: true } });
  });

  it('is refused to another structure', async () => {
    await expect(byCertificate('1630000026')).rejects.toThrow('535');
  });

  it('is refused to a personal mailbox', async () => {
    await expect(byCertificate(mail.structure, { user: mail.doctor })).rejects.toThrow('535');
  });

  it('ends at TLS without a certificate', async () => {
    await expect(bench.send(letter, { port: bench.mss.ports.appSmtp })).rejects.toThrow();
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      tls: { error: 'aucun certificat client présenté' },
    });
  });

  it('ends at TLS with a foreign certificate, which the journal shows', async () => {
    const { TestPki } = await import('../pki/index.ts');
    const { cert, key } = await (await TestPki.create()).clientAuthentication({ commonName: 'TEST ÉTRANGER' });
    const tls = { ca: bench.pki.chain, cert, key };
    await expect(bench.send(letter, { port: bench.mss.ports.appSmtp, tls })).rejects.toThrow();
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      tls: { authorized: false, peer: { subject: expect.stringContaining('TEST ÉTRANGER') } },
    });
  });
});

describe('the operator', () => {
  it('says that a port is taken', async () => {
    const ports = { pscSmtp: 0, appSmtp: bench.mss.ports.appSmtp, pscImap: 0, appImap: 0 };
    await expect(openMss({ ports })).rejects.toMatchObject({ code: 'port_occupe' });
  });

  it('knows a client that begins with TLS', async () => {
    await expect(bench.send(letter, { secure: true })).rejects.toThrow();
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      tls: { error: expect.stringContaining('attend STARTTLS'), clientHello: { serverName: 'localhost' } },
    });
  });

  it('keeps the messages of one connection apart', async () => {
    const dialogue = await signedIn(bench);
    for (const word of ['premier', 'second']) {
      for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA'])
        await dialogue.say(line);
      await dialogue.say(`Subject: ${word}\r\n\r\n.`);
    }
    await dialogue.say('QUIT');
    await dialogue.closed();
    const exchanges = await bench.exchanges(2);
    expect(exchanges.map(({ keys }) => keys.at(-1))).toEqual(['PREMIER', 'SECOND']);
  });

  it('keeps what was tried after a message', async () => {
    const dialogue = await signedIn(bench);
    for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
    await dialogue.say('Subject: un\r\n\r\n.');
    await dialogue.say(`MAIL FROM:<${mail.doctor}>`);
    await dialogue.say('RCPT TO:<dehors@example.org>');
    await dialogue.say('QUIT');
    const exchanges = await bench.exchanges(2);
    expect(exchanges[1]).toMatchObject({
      request: { method: 'SESSION' },
      response: { status: 550 },
      keys: expect.arrayContaining(['DEHORS@EXAMPLE.ORG']),
    });
  });

  it('asks to come back when a token can’t be judged', async () => {
    await using lost = await openMss({ validateToken: () => Promise.reject(new Error('PSC ne répond pas')) });
    await expect(lost.send(letter)).rejects.toThrow('454');
    const [exchange] = await lost.exchanges();
    expect(exchange?.request?.headers).toContainEqual(['AUTH refusé', 'PSC ne répond pas']);
  });

  it('answers nothing that it could not keep', async () => {
    const full = { ...processEnvironment().fs, writeFile: () => Promise.reject(new Error('plus de place')) };
    const environment = processEnvironment({ fs: full });
    const journal = new Journal(environment, new EvidenceStore(environment, '/tmp/probant-absent'));
    await using broken = await openMss({ environment, journal });
    await expect(broken.send(letter)).rejects.not.toThrow(/^250/);
    expect([broken.mss.failure, broken.inbox(mail.colleague)]).toEqual([
      expect.objectContaining({ code: 'ecriture_impossible' }),
      [],
    ]);
  });
});
