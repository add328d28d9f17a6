import { expect, test } from 'vitest';
import { mails, plainMail } from '../pieces/testing.ts';
import type { RuleInputs } from '../rule.ts';
import { places } from '../testing.ts';
import { destinataires } from './destinataires.rule.ts';

const check = async (inputs: RuleInputs, ...addresses: string[]) =>
  places(await destinataires.check(inputs, { destinataires: addresses }));

test('accepts the expected recipient, whatever its case', async () => {
  expect(await check(mails(plainMail), 'Confrere@test.mssante.fr')).toEqual([]);
});

test('refuses another recipient', async () => {
  expect(await check(mails(plainMail), 'autre@test.mssante.fr')).toEqual(['destinataires @ echanges']);
});

test('refuses a missing recipient', async () => {
  expect(await check(mails(plainMail), 'confrere@test.mssante.fr', 'b@test.mssante.fr')).toEqual([
    'destinataires @ echanges',
  ]);
});

test('refuses a recipient of the envelope that no header shows', async () => {
  const headers: Array<[string, string]> = [
    ['RCPT TO', '<confrere@test.mssante.fr>'],
    ['RCPT TO', '<b@test.mssante.fr>'],
  ];
  const inputs = mails({ body: plainMail, headers });
  expect(await check(inputs, 'confrere@test.mssante.fr', 'b@test.mssante.fr')).toEqual([
    'enveloppe @ échange 1 · To, Cc',
  ]);
});

test('counts a recipient that the operator refused', async () => {
  const headers: Array<[string, string]> = [['RCPT TO refusé', '<confrere@test.mssante.fr> (550 5.1.1)']];
  expect(await check(mails({ body: plainMail, headers, status: 554 }), 'confrere@test.mssante.fr')).toEqual([]);
});

test('refuses a window without a mail', async () => {
  expect(await check(mails(), 'a@b.fr')).toEqual(['aucun-courriel @ echanges']);
});
