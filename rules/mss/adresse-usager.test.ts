import { describe, expect, test } from 'vitest';
import {
  archiveFile,
  documentMail,
  mails,
  patient,
  pdfFile,
  plainMail,
  replaced,
  rightCda,
} from '../pieces/testing.ts';
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

describe('without the patient of the step', () => {
  const judged = async (to: string, mail = plainMail) => {
    const body = replaced(mail, 'confrere@test.mssante.fr', to);
    const headers: Array<[string, string]> = [['RCPT TO', `<${to}>`]];
    return places(await adresseUsager.check(mails({ body, headers }), {}));
  };

  test('accepts the patient of the document', async () => {
    expect(await judged(address, await documentMail())).toEqual([]);
  });

  test('refuses another patient than that of the document', async () => {
    expect(await judged('255069999999934@patient.mssante.fr', await documentMail())).toEqual([
      'autre-usager @ échange 1 · To',
    ]);
  });

  test('accepts any well formed address where there is no document', async () => {
    expect(await judged('255069999999934@patient.mssante.fr')).toEqual([]);
  });

  test('refuses that there be no mail to a patient', async () => {
    expect(places(await adresseUsager.check(mails(plainMail), {}))).toEqual(['aucun-courriel @ echanges']);
  });

  test('refuses an address that is no INS', async () => {
    expect(await judged('dominique.pat-trois@patient.mssante.fr')).toEqual(['adresse @ échange 1 · To']);
  });

  test('warns of a document without an INS', async () => {
    const local = replaced(rightCda, `<id root="${patient.oid}" extension="${patient.matricule}"/>`, '');
    const files = [await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': local }), pdfFile()];
    expect(await judged(address, await documentMail(files))).toEqual(['ins-non-qualifiee @ échange 1 · To']);
  });
});
