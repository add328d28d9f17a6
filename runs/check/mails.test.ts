import { describe, expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import { allRules } from '../../rules/index.ts';
import { judge } from './judge.ts';
import { mailPiece } from './mails.ts';

const ruleIds = allRules().map(({ id }) => id);

async function looked(bytes: Buffer | string): Promise<string[]> {
  const { looked: all } = await judge(mailPiece(Buffer.from(bytes), ruleIds), { parameters: {}, authorities: null });
  return all.map(({ rule }) => rule);
}

const head =
  'Date: Mon, 02 Mar 2026 09:15:30 +0100\r\nFrom: <a@test.mssante.fr>\r\nMessage-ID: <1@test.mssante.fr>\r\n';

describe('a mail is looked at for what it is', () => {
  it.each([
    ['accuse', 'mss.accuse-integration'],
    ['erreur', 'mss.courriel-erreur'],
    ['remise', 'mss.avis-remise'],
  ] as const)('%s', async (file, rule) => {
    const rules = await looked(await exampleFile(file));
    expect([rules.includes(rule), rules.includes('mss.objet'), rules.includes('mss.entetes')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it.each(['Subject: RE: Avis\r\n', 'In-Reply-To: <b@x>\r\n'])('an answer: %s', async (line) => {
    expect(await looked(`${head}To: <b@test.mssante.fr>\r\n${line}\r\nMerci.\r\n`)).toContain('mss.reponse');
  });

  it('a mail to a patient', async () => {
    expect(await looked(`${head}To: <279035121518989@patient.mssante.fr>\r\n\r\nBonjour.\r\n`)).toContain(
      'mss.adresse-usager',
    );
  });

  it('a new mail to a professional is neither', async () => {
    const rules = await looked(`${head}To: <b@test.mssante.fr>\r\nSubject: Avis\r\n\r\nBonjour.\r\n`);
    expect(rules.filter((rule) => /reponse|usager|accuse|remise|erreur/.test(rule))).toEqual(['mss.demande-accuse']);
  });

  it('an acknowledgement without the form of one is told so', async () => {
    const mail = `${head}To: <b@test.mssante.fr>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: x\r\n--b--\r\n`;
    const { findings } = await judge(mailPiece(Buffer.from(mail), ruleIds), { parameters: {}, authorities: null });
    expect(findings.map(({ code }) => code)).toEqual(['pas-un-mdn']);
  });
});
