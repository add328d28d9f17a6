import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { usagerPropose } from './usager-propose.rule.ts';

const adresse = '279035121518989@patient.mssante.fr';
const check = (found: Array<{ nom: string; adresse: string | null }>, expected: string | null): string[] => {
  const seen = lecture({ propositions: found.map((one) => ({ prenom: 'Camille', ...one })) });
  return places(usagerPropose.check(seen, { nom: 'TESTBACO', prenom: 'CAMILLE', adresse: expected }));
};
const at = 'propositions (TESTBACO CAMILLE)';

test('accepts the address of a qualified INS, and none without it', () => {
  expect(check([{ nom: 'TESTBACO', adresse }], adresse)).toEqual([]);
  expect(check([{ nom: 'TESTBACO', adresse: null }], null)).toEqual([]);
  expect(check([], null)).toEqual([]);
});

test('refuses a base that does not find the user', () => {
  expect(check([{ nom: 'TESTAUTRE', adresse }], adresse)).toEqual([`usager-non-propose @ ${at}`]);
});

test('refuses no address, another, and one without a qualified INS', () => {
  const refused = [`adresse-inattendue @ ${at}.adresse`];
  expect(check([{ nom: 'TESTBACO', adresse: null }], adresse)).toEqual(refused);
  expect(check([{ nom: 'TESTBACO', adresse: adresse.slice(2) }], adresse)).toEqual(refused);
  expect(check([{ nom: 'TESTBACO', adresse }], null)).toEqual(refused);
});
