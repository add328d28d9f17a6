import { describe, expect, it } from 'vitest';
import { type Finding, type Json, sharing } from '../../core/index.ts';
import { deliveryNotice, mdnMail } from '../examples/reports.ts';
import { allRules, ruleById } from '../index.ts';
import { mails, patient, plainMail, replaced } from '../pieces/testing.ts';
import type { RuleInputs } from '../rule.ts';

/** Parameters of the rules that have some without a default. */
const parameters: Readonly<Record<string, Json>> = {
  'mss.authentification': { mecanisme: 'XOAUTH2' },
  'mss.destinataires': { destinataires: ['confrere@test.mssante.fr'] },
  'mss.expediteur': { bal: 'PER' },
  'mss.texte': { textes: ['Avis'] },
  'mss.x-mss-mes': { fin: false },
};

/** Those that count exchanges, or look at sessions, do not read the mail. */
const others = /^mss\.(?:aucun-envoi|nombre-envois|releve|starttls|session-fermee|autoconfiguration|crl-gardee)/;
const reading = allRules().filter(({ id }) => id.startsWith('mss.') && !others.test(id));

async function judge(id: string, mail: string | RuleInputs): Promise<Finding[]> {
  return ruleById(id).check(typeof mail === 'string' ? mails(mail) : mail, parameters[id] ?? {});
}

const head = plainMail.slice(0, plainMail.indexOf('Content-Type'));
const parts = (count: number, part: string): string =>
  `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\n${part}\r\n`.repeat(count)}--b--\r\n`;
const levels = (count: number, inner: string): string =>
  `${head}${Array.from({ length: count }, (_, i) => `Content-Type: multipart/mixed; boundary=${'b'.repeat(i + 1)}\r\n\r\n--${'b'.repeat(i + 1)}\r\n`).join('')}\r\n${inner}`;

describe('a mail that would exhaust its reader is refused by each rule that reads it', () => {
  it.each([
    ['nested five thousand deep', levels(5000, '')],
    ['of messages in messages', `${head}${'Content-Type: message/rfc822\r\n\r\n'.repeat(5000)}`],
    ['of ten thousand parts', parts(10_000, '\r\n')],
    ['of giant headers', `X-Long: ${'a'.repeat(200_000)}\r\n${plainMail}`],
    ['of parts with long headers', parts(900, `X-Long: ${'a '.repeat(2000)}\r\n\r\nx`)],
    ['of names in pieces', parts(200, `Content-Disposition: attachment${';a*0=b'.repeat(4000)}\r\n\r\nx`)],
    ['of lines that are almost boundaries', levels(15, '--bbbbbbbbbbbbbbbbbbbbx\r\n'.repeat(100_000))],
  ])('%s', async (_, body) => {
    const inputs = mails(body);
    const codes = await sharing(() =>
      Promise.all(reading.map(async ({ id }) => (await judge(id, inputs)).map(({ code }) => code))),
    );
    expect(new Set(codes.flat())).toEqual(new Set(['courriel-illisible']));
    expect(codes.every((list) => list.length > 0)).toBe(true);
  });
});

describe('a mail that is long is judged to its end', () => {
  const base64 = `Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(100_000)}`;
  const text = 'Content-Type: text/plain; charset=UTF-8\r\n\r\nBonjour.\r\n';

  it('its attachment of eight megabytes is decoded', async () => {
    expect(await judge('mss.corps', replaced(parts(1, text), '--b--', `--b\r\n${base64}\r\n--b--`))).toEqual([]);
  });

  it('its subject of encoded words without end is refused', async () => {
    const flood = replaced(plainMail, 'Avis', '=?UTF-8?Q?a?= '.repeat(8000));
    expect((await judge('mss.objet', flood)).map(({ code }) => code)).toEqual(['prefixe']);
  });

  it('its two texts are too long to be compared', async () => {
    const long = (type: string): string => `Content-Type: ${type}; charset=UTF-8\r\n\r\n${'<b>&amp; '.repeat(200_000)}`;
    const body = `${head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n${long('text/plain')}\r\n--b\r\n${long('text/html')}\r\n--b--\r\n`;
    expect((await judge('mss.corps', body)).map(({ code }) => code)).toContain('texte-trop-long');
  });

  it('its two long texts are told by the place where they part', async () => {
    const words = 'mot '.repeat(100_000);
    const body = `${head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${words}oui\r\n--b\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n${words}non\r\n--b--\r\n`;
    const [finding] = (await judge('mss.corps', body)).filter(({ code }) => code === 'textes-differents');
    expect([finding?.expected.endsWith('mot oui'), (finding?.expected ?? '').length < 200]).toEqual([true, true]);
  });

  it('its status of ten megabytes is read as far as it may count', async () => {
    const fields = `Disposition: lu\n${`Error: ${'a'.repeat(60)}\n`.repeat(150_000)}`;
    expect((await judge('mss.accuse-integration', mdnMail({ fields }))).map(({ code }) => code)).toEqual([
      'disposition',
    ]);
  });

  it('its hundred thousand recipients are not all told', async () => {
    const fields = 'Final-Recipient: rfc822; a@test.mssante.fr\nAction: delivered\nStatus: 5.0.0\n\n'.repeat(100_000);
    expect(await judge('mss.avis-remise', deliveryNotice({ fields }))).toHaveLength(200);
  });

  it('its two thousand patients are not all told', async () => {
    const patients = Array.from({ length: 2000 }, (_, i) => `<${i}@patient.mssante.fr>`).join(', ');
    const found = await ruleById('mss.adresse-usager').check(mails(`Cc: ${patients}\r\n${plainMail}`), {
      matricule: patient.matricule,
    });
    expect(found).toHaveLength(20);
  });
});
