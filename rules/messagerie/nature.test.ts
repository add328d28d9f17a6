import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { nature } from './nature.rule.ts';

const line = {
  sens: 'recu',
  correspondant: 'Camille TESTBACO <279035121518989@patient.mssante.fr>',
  nature: 'patient',
};
const parameters = { correspondant: 'TESTBACO', nature: 'patient' };
const check = (changes: Partial<typeof line>): string[] =>
  places(nature.check(lecture({ lignes: [{ ...line, ...changes }] }), parameters));

test.each(['patient', 'Usager de Mon espace santé'])('accepts a patient told as « %s »', (text) => {
  expect(check({ nature: text })).toEqual([]);
});

test('accepts a professional told as such', () => {
  const seen = lecture({ lignes: [{ ...line, nature: 'Professionnel de santé' }] });
  expect(nature.check(seen, { ...parameters, nature: 'professionnel' })).toEqual([]);
});

test.each(['professionnel', '', 'patient ou professionnel'])('refuses a patient told as « %s »', (text) => {
  expect(check({ nature: text })).toEqual(['nature-inattendue @ lignes (TESTBACO).nature']);
});

test.each([{ sens: 'envoye' }, { correspondant: 'Dr_B' }])('refuses a list without that message: %o', (changes) => {
  expect(check(changes)).toEqual(['message-non-montre @ lignes (TESTBACO).nature']);
});
