import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../core/index.ts';
import { defaultSmtpLimits } from '../../mocks/mss/smtp/index.ts';
import { archiveFile, documentMail, pdfFile, plainMail } from '../../rules/pieces/testing.ts';
import { RawImap } from '../support/imap.ts';
import { judged } from '../support/judged.ts';
import { mail, openMss, signedIn, type TestMss } from '../support/mss.ts';

const megabyte = 1024 * 1024;
let bench: TestMss;

beforeEach(async () => {
  bench = await openMss({ smtpLimits: { ...defaultSmtpLimits, idleMs: 1_000 }, sizeLimit: 8 * megabyte });
});

/** Whatever came, the next good client is served, and nothing of the bench failed. */
afterEach(async () => {
  const { response } = await bench.send({ to: mail.colleague, subject: 'Suite', text: 'Le banc tient.' });
  expect([response.slice(0, 3), bench.mss.failure]).toEqual(['250', undefined]);
  await bench[Symbol.asyncDispose]();
});

/** Says a whole message as a product does, byte for byte; gives the operator's answer and what the journal kept. */
async function submit(message: string | Buffer): Promise<{ answer: string; exchange: Exchange }> {
  const dialogue = await signedIn(bench);
  for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
  dialogue.write(message);
  dialogue.write('\r\n.\r\n');
  const answer = await dialogue.reply();
  await dialogue.say('QUIT');
  const [exchange] = await bench.exchanges();
  if (exchange === undefined) throw new Error('nothing kept');
  return { answer: answer.slice(0, 3), exchange };
}

const rooms = /^(?:mss|xdm|cda|xds|pdf)\./;
const judge = (exchange: Exchange, of = rooms): Promise<Record<string, string[]>> =>
  judged([exchange], { store: bench.store, rooms: of });

const kept = async ({ request }: Exchange): Promise<Buffer> => await bench.blob(request?.body.sha256);

describe('a mail made to exhaust who reads it', () => {
  const opened = (i: number): string => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;

  it.each([
    ['of parts nested without end', Array.from({ length: 20_000 }, (_, i) => opened(i)).join('')],
    ['of a hundred thousand parts', `${opened(0)}${'\r\n--b0\r\n'.repeat(100_000)}`],
    ['of a giant header', `Subject: ${'a'.repeat(500)}\r\n${' b'.repeat(400)}\r\n`.repeat(500)],
  ])('%s is taken and kept, and the rules tell it', async (_, message) => {
    const { answer, exchange } = await submit(message);
    const found = await judge(exchange);
    expect([answer, exchange.outcome, (await kept(exchange)).length > 0, found['mss.corps']]).toEqual([
      '250',
      'complet',
      true,
      [expect.any(String)],
    ]);
  });

  it('larger than the operator takes is refused; its beginning is kept, with its length and digest', async () => {
    const { answer, exchange } = await submit(
      `${plainMail}${'x'.repeat(998)}\r\n`.padEnd(9 * megabyte, `${'x'.repeat(998)}\r\n`),
    );
    const { size, fullSize } = exchange.request?.body ?? {};
    expect([answer, exchange.response?.status, size, (fullSize ?? 0) > 9 * megabyte]).toEqual([
      '552',
      552,
      megabyte,
      true,
    ]);
  });
});

/** Every rule that opens the archive says the same, and nothing else: none goes on with what it could not open. */
const every = (code: string): Record<string, string[]> => ({
  'xdm.archive': [code],
  'xdm.metadonnees': [code],
  'xdm.un-usager': [code],
});

describe('an archive made to harm who opens it', () => {
  const attached = async (bytes: Buffer): Promise<Exchange> => {
    const files = [{ name: 'IHE_XDM.ZIP', type: 'application/zip', bytes }, pdfFile()];
    return (await submit(await documentMail(files))).exchange;
  };

  it('that swells to 100 MB is kept as it came, and told by the rules that open it', async () => {
    const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': Buffer.alloc(100 * megabyte) });
    const exchange = await attached(bytes);
    const found = await judge(exchange, /^xdm\./);
    expect([(await kept(exchange)).length < megabyte, found]).toEqual([true, every('zip-trop-gros')]);
  });

  it.each(['../../../../tmp/probant-evasion', '/tmp/probant-evasion-absolue', 'C:\\probant-evasion'])(
    'that wants to write %s writes nothing, and is told',
    async (path) => {
      const { bytes } = await archiveFile({ ['x'.repeat(path.length)]: 'x' });
      const hostile = Buffer.from(bytes.toString('latin1').replaceAll('x'.repeat(path.length), path), 'latin1');
      const found = await judge(await attached(hostile), /^xdm\./);
      const written = ['probant-evasion', 'probant-evasion-absolue'].map((name) => existsSync(join(tmpdir(), name)));
      expect([found, written]).toEqual([every('zip-chemin-dangereux'), [false, false]]);
    },
  );
});

describe('slow clients', () => {
  it('of SMTP are cut, and what they said of their message is kept', async () => {
    const dialogue = await signedIn(bench);
    for (const line of [`MAIL FROM:<${mail.doctor}>`, `RCPT TO:<${mail.colleague}>`, 'DATA']) await dialogue.say(line);
    dialogue.write('Subject: lent\r\n\r\nUn mot');
    await dialogue.closed();
    const [exchange] = await bench.exchanges();
    expect([exchange?.outcome, exchange?.request?.method, bench.inbox(mail.colleague)]).toEqual([
      'interrompu',
      'DATA',
      [],
    ]);
  });

  it('of IMAP make nobody wait', async () => {
    const { pscImap } = bench.mss.ports;
    const slow = await Promise.all(Array.from({ length: 20 }, () => RawImap.open(pscImap)));
    for (const client of slow) client.write('a1 STARTT');
    const good = await RawImap.open(pscImap);
    const answer = await good.command('CAPABILITY');
    for (const client of [...slow, good]) client.close();
    expect(answer).toContain('STARTTLS');
  });
});
