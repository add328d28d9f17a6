import { describe, expect, test } from 'vitest';
import { mails, plainMail } from '../pieces/testing.ts';
import { demandeAccuse } from './demande-accuse.rule.ts';

const check = async (...lines: string[]) =>
  (await demandeAccuse.check(mails(`${lines.map((line) => `${line}\r\n`).join('')}${plainMail}`), {})).map(
    ({ code, severity, where }) => `${severity} ${code} @ ${where}`,
  );

test('has nothing to say of a mail without a request', async () => {
  expect(await check()).toEqual([]);
});

describe.each(['Return-Receipt-To', 'Disposition-Notification-To'])('%s', (header) => {
  test('accepts the sending mailbox', async () => {
    expect(await check(`${header}: Dr_Alix_TEMOIN <Medecin@test.mssante.fr>`)).toEqual([]);
  });

  test.each(['', 'oui', '<>'])('refuses « %s »', async (value) => {
    expect(await check(`${header}: ${value}`)).toEqual([`bloquant adresse @ échange 1 · ${header}`]);
  });

  test.each(['<autre@test.mssante.fr>', '<medecin@test.mssante.fr>, <autre@test.mssante.fr>'])(
    'warns of « %s »',
    async (value) => {
      expect(await check(`${header}: ${value}`)).toEqual([`avertissement autre-boite @ échange 1 · ${header}`]);
    },
  );
});
