import { expect, test } from 'vitest';
import { mails, plainMail } from '../pieces/testing.ts';
import type { RuleInputs } from '../rule.ts';
import { places } from '../testing.ts';
import { authentification } from './authentification.rule.ts';

const adresse = 'medecin@test.mssante.fr';
const session = (...headers: Array<[string, string]>) => ({ body: plainMail, headers });
const check = async (inputs: RuleInputs, mecanisme = 'XOAUTH2') =>
  places(await authentification.check(inputs, { mecanisme, adresse }));

test('accepts XOAUTH2 under TLS', async () => {
  expect(await check(mails(plainMail))).toEqual([]);
});

test('refuses a session in clear', async () => {
  expect(await check(mails({ body: plainMail, tls: null }))).toEqual(['tls @ échange 1 · TLS']);
});

test('refuses another mechanism', async () => {
  expect(await check(mails(session(['AUTH', 'PLAIN'], ['USER', adresse])))).toEqual(['mecanisme @ échange 1 · AUTH']);
});

test('refuses another mailbox', async () => {
  expect(await check(mails(session(['AUTH', 'XOAUTH2'], ['USER', 'autre@test.mssante.fr'])))).toEqual([
    'login @ échange 1 · USER',
  ]);
});

test('refuses PLAIN without a client certificate', async () => {
  expect(await check(mails(session(['AUTH', 'PLAIN'], ['USER', adresse])), 'PLAIN')).toEqual([
    'certificat @ échange 1 · certificat client',
  ]);
});
