import { expect, test } from 'vitest';
import { mails, patient, plainMail, replaced } from '../pieces/testing.ts';
import type { RuleInputs } from '../rule.ts';
import { places } from '../testing.ts';
import { adresseUsager } from './adresse-usager.rule.ts';

const address = `${patient.matricule}@patient.mssante.fr`;
const toUsager = (to: string) =>
  mails({ body: replaced(plainMail, 'confrere@test.mssante.fr', to), headers: [['RCPT TO', `<${to}>`]] });
const check = async (inputs: RuleInputs) => places(await adresseUsager.check(inputs, { matricule: patient.matricule }));

test('accepts the address of the patient', async () => {
  expect(await check(toUsager(address))).toEqual([]);
});

test('refuses the address of another patient', async () => {
  expect(await check(toUsager('255069999999934@patient.mssante.fr'))).toEqual(['autre-usager @ échange 1 · To']);
});

test('refuses a matricule without its key', async () => {
  expect(await check(toUsager('2790351215189@patient.mssante.fr'))).toEqual(['adresse @ échange 1 · To']);
});

test('refuses a mail that is not for the patient', async () => {
  expect(await check(mails(plainMail))).toEqual(['usager-absent @ échange 1 · To']);
});
