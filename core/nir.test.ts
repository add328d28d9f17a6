import { describe, expect, it } from 'vitest';
import { isMatricule15, nirKey } from './nir.ts';
import { publishedIdentities } from './published-identities.ts';

const published = Object.entries(publishedIdentities).flatMap(([name, { matricule, cle, historique }]) =>
  [{ matricule, cle }, ...historique].map((pair) => ({ name, matricule: pair.matricule, cle: pair.cle })),
);

describe('the control key', () => {
  it.each(published.filter(({ name }) => name !== 'HERMANN'))('of $name $matricule is $cle', ({ matricule, cle }) => {
    expect(nirKey(matricule)).toBe(cle);
  });

  // CNDA case file TEST_2.08: both keys are published wrong.
  it.each(published.filter(({ name }) => name === 'HERMANN'))(
    'of HERMANN $matricule is not the published $cle',
    ({ matricule, cle }) => {
      expect(nirKey(matricule)).not.toBe(cle);
    },
  );

  it('has two digits even below 10', () => {
    // 2090000000032 is 88 modulo 97.
    expect(nirKey('2090000000032')).toBe('09');
  });

  it.each(['', '297022A02077', '29702202077899', '297022C020778', '29702 2020778'])('of « %s » is null', (text) => {
    expect(nirKey(text)).toBeNull();
  });
});

describe('isMatricule15', () => {
  it('accepts the right key', () => {
    expect(isMatricule15('275126322074974')).toBe(true);
  });

  it('refuses another key', () => {
    expect(isMatricule15('275126322074975')).toBe(false);
  });

  it('refuses 13 characters', () => {
    expect(isMatricule15('2751263220749')).toBe(false);
  });
});
