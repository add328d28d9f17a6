import { describe, expect, it } from 'vitest';
import { inheritSocle } from './inherit.ts';
import type { Rem, RemRequirement } from './rem.ts';

function requirement(changes: Partial<RemRequirement>): RemRequirement {
  const blank = {
    perimetre: '',
    chapitre: '',
    fonction: '',
    exigence: '',
    commentaire: '',
    nature: '',
    profil: '',
    cellule: 'F!B2',
  };
  return { id: 'INS/va1.28', ...blank, scenarios: [], ...changes };
}
const rem = (...requirements: RemRequirement[]): Rem => ({ requirements, remarks: [], sheets: [] });
const scenario = (id: string) => ({ id, text: '', proofs: [] });

const socle = rem(
  requirement({ id: 'SC.INS/va1.28', exigence: 'Socle', profil: 'Général', scenarios: [scenario('SC.INS/va1.28.01')] }),
);

describe('a workbook inherits of the socle', () => {
  it('each field that it leaves empty', () => {
    const [own] = inheritSocle(rem(requirement({ exigence: 'Propre' })), socle).requirements;
    expect([own?.exigence, own?.profil]).toEqual(['Propre', 'Général']);
  });

  it('the scenarios of a requirement that has none', () => {
    const [own] = inheritSocle(rem(requirement({})), socle).requirements;
    expect(own?.scenarios.map(({ id }) => id)).toEqual(['SC.INS/va1.28.01']);
  });

  it('no scenario of a requirement that has its own, which is told', () => {
    const told = inheritSocle(rem(requirement({ scenarios: [scenario('INS/va1.28.05')] })), socle);
    expect([told.requirements[0]?.scenarios.map(({ id }) => id), told.remarks.map(({ code }) => code)]).toEqual([
      ['INS/va1.28.05'],
      ['scenarios_remplaces'],
    ]);
  });

  it('nothing for a requirement that the socle has not', () => {
    const own = requirement({ id: 'LGC.MDV.06' });
    expect(inheritSocle(rem(own), socle).requirements).toEqual([own]);
  });
});
