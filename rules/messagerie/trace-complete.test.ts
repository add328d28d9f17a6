import { expect, test } from 'vitest';
import { mailTrace, tracedMail } from '../examples/mail-connection.ts';
import { places } from '../testing.ts';
import { traceComplete } from './trace-complete.rule.ts';

const parameters = { auteur: 'TÉMOIN', partenaire: 'confrere@test.mssante.fr' };
const check = async (changes: Parameters<typeof mailTrace>[0], status?: number): Promise<string[]> =>
  places(
    await traceComplete.check(
      tracedMail({ trace: mailTrace(changes), ...(status === undefined ? {} : { status }) }),
      parameters,
    ),
  );

test('accepts who, when, what, and the answer', async () => {
  expect(await check({})).toEqual([]);
});

test.each([
  [{ date: '02/03/2026' }, 'trace-non-datee @ lignes.date'],
  [{ auteur: '' }, 'trace-non-signee @ lignes.auteur'],
  [{ action: '' }, 'trace-sans-action @ lignes.action'],
  [{ demande: '' }, 'demande-non-tracee @ lignes.demande'],
  [{ reponse: '' }, 'reponse-non-tracee @ lignes.reponse'],
])('refuses %j', async (changes, expected) => {
  expect(await check(changes)).toEqual([expected]);
});

test('wants the refusal of the server, not an earlier answer', async () => {
  expect(await check({}, 550)).toEqual(['reponse-non-tracee @ lignes.reponse']);
});
