import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mail, openMss, signedIn, type TestMss } from '../../test/support/mss.ts';
import { defaultSmtpLimits } from './smtp/index.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss({
    smtpLimits: { ...defaultSmtpLimits, read: 8_000_000, connections: 5 },
    sizeLimit: 1_000_000,
  });
});
/** The bench still serves, and lost nothing. */
afterEach(async () => {
  await bench.send({ to: mail.colleague, text: 'Le banc tient.' });
  expect(bench.mss.failure).toBeUndefined();
  await bench[Symbol.asyncDispose]();
});

async function inData(on = bench): Promise<Awaited<ReturnType<typeof signedIn>>> {
  const dialogue = await signedIn(on);
  for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
  return dialogue;
}

describe('a hostile client', () => {
  it('injects commands before TLS: they are not obeyed, and the journal says so', async () => {
    const dialogue = await bench.dial(bench.mss.ports.pscSmtp);
    await dialogue.say('EHLO client.test');
    expect(await dialogue.say('STARTTLS\r\nMAIL FROM:<intrus@test.mssante.fr>')).toMatch(/^220 /);
    await dialogue.secure({ ca: bench.pki.chain });
    expect(await dialogue.say('NOOP')).toBe('250 OK');
    await dialogue.say('QUIT');
    const [exchange] = await bench.exchanges();
    expect(exchange?.request?.headers).toEqual([['INJECTION', '36 octets en clair après STARTTLS, ignorés']]);
  });

  it('names 10 000 recipients', async () => {
    const dialogue = await signedIn(bench);
    await dialogue.say(`MAIL FROM:<${mail.doctor}>`);
    dialogue.write(Array.from({ length: 10_000 }, (_, i) => `RCPT TO:<r${i}@test.mssante.fr>\r\n`).join(''));
    for (let i = 0; i < 10_000; i += 1) await dialogue.reply();
    await dialogue.say('QUIT');
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({ request: { method: 'SESSION' }, response: { status: 550 } });
    expect(exchange?.keys.length).toBeLessThan(300);
  });

  it('never ends its line', async () => {
    const dialogue = await signedIn(bench);
    dialogue.write('NOOP '.padEnd(100_000, 'x'));
    expect(await dialogue.reply()).toMatch(/^421 /);
  });

  it('never ends its message', async () => {
    await using short = await openMss({ smtpLimits: { ...defaultSmtpLimits, idleMs: 1_500 } });
    const dialogue = await inData(short);
    dialogue.write('Subject: sans fin\r\n\r\nattente');
    await dialogue.closed();
    const [exchange] = await short.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'interrompu',
      request: { method: 'DATA', body: { size: expect.any(Number) } },
    });
  });

  it('sends a message without end', async () => {
    const dialogue = await inData();
    for (let i = 0; i < 12; i += 1) dialogue.write(Buffer.alloc(1_000_000, 'x'));
    await dialogue.closed();
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({ outcome: 'interrompu', request: { body: { size: 1024 * 1024 } } });
    expect(exchange?.request?.body.fullSize).toBeGreaterThan(8_000_000);
  });

  it('leaves in the middle of a message', async () => {
    const dialogue = await inData();
    dialogue.write('Subject: coupe\r\n\r\n');
    dialogue.write('x'.repeat(1_000));
    setTimeout(() => dialogue.destroy(), 50);
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'interrompu',
      request: { method: 'DATA' },
      keys: expect.arrayContaining(['COUPE']),
    });
  });

  it('writes NUL bytes', async () => {
    const dialogue = await inData();
    dialogue.write(Buffer.from('Subject: nul\r\n\r\n\0\0\x01\xff\r\n.\r\n', 'latin1'));
    expect(await dialogue.reply()).toMatch(/^250 /);
    const [exchange] = await bench.exchanges();
    expect(await bench.blob(exchange?.request?.body.sha256)).toEqual(
      Buffer.from('Subject: nul\r\n\r\n\0\0\x01\xff\r\n', 'latin1'),
    );
  });

  it('writes garbage in the place of TLS', async () => {
    const dialogue = await bench.dial(bench.mss.ports.pscSmtp);
    await dialogue.say('EHLO client.test');
    await dialogue.say('STARTTLS');
    dialogue.write(Buffer.from([0x16, 3, 1, 0xff, 0xff, 1, 2, 3, ...Buffer.alloc(70_000, 7)]));
    await dialogue.closed();
    const [exchange] = await bench.exchanges();
    expect(exchange?.outcome).toBe('refus_tls');
  });

  it('hides a password where none is due', async () => {
    const dialogue = await signedIn(bench, { login: false });
    await dialogue.say('AUTH LOGIN');
    await dialogue.say(Buffer.from('motdepasse').toString('base64'));
    await dialogue.say('QUIT');
    const [exchange] = await bench.exchanges();
    const raw = (await bench.blob(exchange?.request?.raw.sha256)).toString();
    expect(raw).not.toContain(Buffer.from('motdepasse').toString('base64'));
  });

  it('opens more connections than there are', async () => {
    const dialogues = await Promise.all(Array.from({ length: 5 }, () => bench.dial(bench.mss.ports.pscSmtp)));
    const one = await bench.dial(bench.mss.ports.pscSmtp);
    await one.closed();
    for (const dialogue of dialogues) dialogue.destroy();
    await bench.exchanges(5);
  });

  it('says nothing at all', async () => {
    await using short = await openMss({ smtpLimits: { ...defaultSmtpLimits, idleMs: 300 } });
    const dialogue = await short.dial(short.mss.ports.pscSmtp);
    await dialogue.closed();
    const [exchange] = await short.exchanges();
    expect(exchange).toMatchObject({ request: { method: 'SESSION' }, response: { status: 421 }, tls: null });
  });

  it('trickles bytes for longer than a session lasts', async () => {
    await using short = await openMss({ smtpLimits: { ...defaultSmtpLimits, lifeMs: 400 } });
    const dialogue = await short.dial(short.mss.ports.pscSmtp);
    const timer = setInterval(() => dialogue.write('x'), 20);
    await dialogue.closed();
    clearInterval(timer);
    const [exchange] = await short.exchanges();
    expect(exchange?.outcome).toBe('interrompu');
  });

  it('is there when the bench stops: its message stays', async () => {
    const other = await openMss();
    const dialogue = await inData(other);
    dialogue.write(`Subject: dernier\r\n\r\n${'x'.repeat(100)}`);
    await other.mss.stop();
    const [exchange] = await other.exchanges();
    expect(exchange).toMatchObject({ outcome: 'interrompu', request: { method: 'DATA' } });
    await other[Symbol.asyncDispose]();
  });
});
