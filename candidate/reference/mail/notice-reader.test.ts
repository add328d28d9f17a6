import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMail } from './mail-parser.ts';
import { type Report, readReport } from './notice-reader.ts';

const samples = resolve(import.meta.dirname, '../../../../shared/data/mss/eml');

async function read(raw: Buffer): Promise<Report | null> {
  const mail = await parseMail(raw);
  return mail === null ? null : readReport(mail);
}

function report(type: string, part: string, rest = ''): Buffer {
  const lines = [
    'From: <jo@test.mssante.fr>',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="b"`,
    '',
    '--b',
    'Content-Type: text/plain; charset=UTF-8',
    '',
    'Texte',
    '--b',
    `Content-Type: message/${type}`,
    '',
    part.replaceAll('\n', '\r\n'),
    rest.replaceAll('\n', '\r\n'),
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function reading(disposition: string, more = ''): Buffer {
  const fields = `Final-Recipient: rfc822;jo@test.mssante.fr\nOriginal-Message-ID: <a@b>\nDisposition: ${disposition}\n${more}`;
  return report('disposition-notification', fields);
}

function delivery(action: string, status: string): Buffer {
  const fields = `Reporting-MTA: dns; x\nOriginal-Envelope-Id: a@b\n\nFinal-Recipient: rfc822; jo@test.mssante.fr\nAction: ${action}\nStatus: ${status}\n`;
  return report('delivery-status', fields);
}

describe('a notice', () => {
  it.each([
    ['displayed', reading('manual-action/MDN-sent-manually; displayed'), 'lu', ''],
    ['processed', reading('automatic-action/MDN-sent-automatically; processed'), 'lu', ''],
    [
      'of a failed integration, in its former form',
      reading('automatic-action/MDN-sent-automatically; processed/Error: 902^Identifiant de patient inconnu^x'),
      'non intégré',
      '902 Identifiant de patient inconnu x',
    ],
    [
      'of a failed integration, as 1.1.3 has it',
      reading(
        'automatic-action/MDN-sent-automatically; processed/error',
        'Error: 902 Identifiant de patient inconnu\n',
      ),
      'non intégré',
      '902 Identifiant de patient inconnu',
    ],
    ['deleted', reading('automatic-action/MDN-sent-automatically; deleted'), 'échec', 'deleted'],
    ['delivered', delivery('delivered', '2.0.0'), 'reçu', ''],
    ['failed', delivery('failed', '5.2.2'), 'échec', '5.2.2'],
    ['delayed', delivery('delayed', '4.4.1'), 'retardé', '4.4.1'],
  ])('%s is read', async (...[, raw, kind, detail]) => {
    expect((await read(raw))?.notices).toEqual([{ recipient: 'jo@test.mssante.fr', kind, detail }]);
  });

  it('names the message that it is about, by its Message-ID or by the envelope', async () => {
    const both = await Promise.all([read(reading('a/b; displayed')), read(delivery('delivered', '2.0.0'))]);
    expect(both.map((one) => one?.about)).toEqual([['<a@b>'], ['<a@b>']]);
  });

  it('is not what an ordinary message is', async () => {
    expect(await read(Buffer.from('From: <a@b>\r\n\r\nDisposition: a; displayed\r\n'))).toBeNull();
  });
});

// Mails that nobody on this project wrote for this reader; absent from a clone (shared/data).
describe.skipIf(!existsSync(samples))('notices of shared/data (skipped where they are absent)', () => {
  it.each([
    ['20-mdn-ok.eml', 'lu'],
    ['21-mdn-ko-902.eml', 'non intégré'],
    ['30-dsn-delivered.eml', 'reçu'],
    ['31-dsn-failed-mailbox.eml', 'échec'],
  ])('%s', async (file, kind) => {
    expect((await read(readFileSync(join(samples, file))))?.notices[0]?.kind).toBe(kind);
  });
});
