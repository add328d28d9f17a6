import { expect, test } from 'vitest';
import { mails, patient, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { xMssMes } from './x-mss-mes.rule.ts';

const usager = { body: replaced(plainMail, 'X-MSS-NIL', 'X-MSS-MES: FIN\r\nX-MSS-NIL') };
const headers: Array<[string, string]> = [['RCPT TO', `<${patient.matricule}@patient.mssante.fr>`]];
const check = async (message: Parameters<typeof mails>[0], fin: boolean) =>
  places(await xMssMes.check(mails(message), { fin }));

test('accepts FIN to a patient', async () => {
  expect(await check({ ...usager, headers }, true)).toEqual([]);
});

test('accepts a mail that may be answered', async () => {
  expect(await check(plainMail, false)).toEqual([]);
});

test.each(['', 'X-MSS-MES: Fin\r\n'])('refuses « %s » where FIN is expected', async (by) => {
  const body = replaced(usager.body, 'X-MSS-MES: FIN\r\n', by);
  expect(await check({ body, headers }, true)).toEqual(['x-mss-mes @ échange 1 · X-MSS-MES']);
});

test('refuses FIN where an answer is expected', async () => {
  expect(await check(usager, false)).toEqual(['x-mss-mes @ échange 1 · X-MSS-MES']);
});

test('refuses FIN to a professional', async () => {
  expect(await check(usager, true)).toEqual(['usager-absent @ échange 1 · To']);
});

test.each([
  ['[FIN]', []],
  ['Fin de prise en charge', []],
  ['[fin]', ['objet-fin @ échange 1 · Subject']],
  ['FIN', ['objet-fin @ échange 1 · Subject']],
])('of the subject « %s » to a patient', async (subject, expected) => {
  const body = replaced(plainMail, 'Subject: Avis', `Subject: ${subject}`);
  expect(await check({ body, headers }, false)).toEqual(expected);
});
