import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { adresse } from './adresse.rule.ts';

test('accepts no address where none is expected', () => {
  expect(adresse.check(lecture({ destinataire: null }), { adresse: null })).toEqual([]);
});

test('refuses an address where none is expected', () => {
  const findings = adresse.check(lecture({ destinataire: 'x@patient.mssante.fr' }), { adresse: null });
  expect(places(findings)).toEqual(['adresse-inattendue @ destinataire']);
});

test('refuses another address', () => {
  const findings = adresse.check(lecture({ destinataire: 'x@patient.mssante.fr' }), {
    adresse: 'y@patient.mssante.fr',
  });
  expect(places(findings)).toEqual(['adresse-inattendue @ destinataire']);
});
