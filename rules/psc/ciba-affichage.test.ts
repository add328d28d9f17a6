import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { cibaAffichage } from './ciba-affichage.rule.ts';

test('accepts the two digits among other words', () => {
  expect(cibaAffichage.check(lecture({ message: 'Confirmez le 07 sur votre e-CPS' }), { chiffres: '07' })).toEqual([]);
});

test.each(['Confirmez sur votre e-CPS', 'Confirmez le 7', 'Confirmez le 107'])('refuses « %s »', (message) => {
  expect(places(cibaAffichage.check(lecture({ message }), { chiffres: '07' }))).toEqual([
    'chiffres-non-montres @ message',
  ]);
});
