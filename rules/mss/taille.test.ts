import { expect, test } from 'vitest';
import { mails, patient, plainMail } from '../pieces/testing.ts';
import { taille } from './taille.rule.ts';

const mega = 1024 ** 2;
const big = (size: number): string => `${plainMail}${`${'a'.repeat(74)}\r\n`.repeat(Math.ceil(size / 76))}`;
const toPatient: Array<[string, string]> = [['RCPT TO', `<${patient.matricule}@patient.mssante.fr>`]];
const check = async (message: Parameters<typeof mails>[0], parameters: { maximum?: number } = {}) =>
  (await taille.check(mails(message), parameters)).map(({ severity }) => severity);

test('accepts what operators take', async () => {
  expect(await check(big(9 * mega))).toEqual([]);
});

test('warns of what some do not', async () => {
  expect(await check(big(11 * mega))).toEqual(['avertissement']);
});

test('refuses what Mon espace santé does not', async () => {
  expect(await check({ body: big(26 * mega), headers: toPatient })).toEqual(['bloquant']);
});

test('accepts what the operator announces', async () => {
  expect(await check(big(11 * mega), { maximum: 12 * mega })).toEqual([]);
});

test('refuses more than what the operator announces', async () => {
  expect(await check(plainMail, { maximum: 100 })).toEqual(['bloquant']);
});
