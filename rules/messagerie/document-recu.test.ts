import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { documentRecu } from './document-recu.rule.ts';

const parameters = {
  nom: 'TESTBACO',
  prenom: 'CAMILLE',
  titre: 'Bilan USAGEBA',
  auteur: 'TESTCORBA',
  type: 'biologiques',
};
const right = {
  patient: 'TESTBACO Camille',
  titre: 'Bilan USAGEBA',
  auteur: 'Dr TESTCORBA',
  type: 'CR d’examens biologiques',
};

test('accepts the document with its metadata', () => {
  expect(documentRecu.check(lecture(right), parameters)).toEqual([]);
});

test.each(['patient', 'titre', 'auteur', 'type'])('refuses a document without its %s', (name) => {
  const found = places(documentRecu.check(lecture({ ...right, [name]: '' }), parameters));
  expect([...new Set(found)]).toEqual([`${name}-non-montre @ ${name}`]);
});
