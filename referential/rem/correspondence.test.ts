import { describe, expect, it } from 'vitest';
import {
  type Correspondence,
  confirm,
  proposedCorrespondence,
  readCorrespondence,
  writeCorrespondence,
} from './correspondence.ts';
import type { Proposal } from './proposals.ts';

const of = { couloir: 'MDV-LGC', referentiel: 'a'.repeat(64), catalogue: '1 b' };

function proposal(rem: string, catalogue: string, found: { score: number; doubt?: string }): Proposal {
  return { rem, remSays: 'r', match: { catalogue, catalogueSays: 'c', by: 'libelle', ...found } };
}

const proposed = proposedCorrespondence(
  [
    proposal('X/1.01', 'A/1.01', { score: 0.9 }),
    proposal('X/2.01', 'A/2.01', { score: 0.4 }),
    proposal('X/3.01', 'A/3.01', { score: 0.8, doubt: 'ressemble à A/4.01' }),
    { rem: 'X/4.01', remSays: 'r', match: null },
  ],
  of,
);
const who = { person: 'Alix Témoin, qualité', day: '2026-11-22' };

function confirmedBy({ lignes }: Correspondence): string[] {
  return lignes.filter(({ confirme }) => confirme !== null).map(({ rem }) => rem);
}

describe('a correspondence', () => {
  it('is confirmed by nobody when it is proposed', () => {
    expect(confirmedBy(proposed)).toEqual([]);
  });

  it('is read as it was written', () => {
    expect(readCorrespondence(writeCorrespondence(proposed), 'c.yaml')).toEqual(proposed);
  });

  it.each([
    ['no YAML', ': ['],
    ['another shape', 'format: autre'],
    ['an unknown field', `${writeCorrespondence(proposed)}autre: 1\n`],
    [
      'one scenario of the workbook twice',
      writeCorrespondence({ ...proposed, lignes: [...proposed.lignes, ...proposed.lignes] }),
    ],
  ])('is refused with %s', (_, text) => {
    expect(() => readCorrespondence(text, 'c.yaml')).toThrow(
      expect.objectContaining({ code: 'correspondance_invalide' }),
    );
  });

  it('is refused where two scenarios were confirmed to be one', () => {
    const [first, second, ...others] = confirm(proposed, who).correspondence.lignes;
    if (!first || !second) throw new Error('too few lines');
    const lignes = [first, { ...second, catalogue: first.catalogue }, ...others];
    expect(() => readCorrespondence(writeCorrespondence({ ...proposed, lignes }), 'c.yaml')).toThrow(/A\/1\.01/);
  });
});

describe('a person confirms', () => {
  it('what has no doubt', () => {
    expect(confirmedBy(confirm(proposed, who).correspondence)).toEqual(['X/1.01', 'X/2.01']);
  });

  it('what has a doubt when told so', () => {
    expect(confirmedBy(confirm(proposed, { ...who, doubtful: true }).correspondence)).toEqual([
      'X/1.01',
      'X/2.01',
      'X/3.01',
    ]);
  });

  it('what is near enough', () => {
    expect(confirmedBy(confirm(proposed, { ...who, least: 0.5 }).correspondence)).toEqual(['X/1.01']);
  });

  it('the scenarios that he names, doubtful or not', () => {
    expect(confirmedBy(confirm(proposed, { ...who, scenarios: ['X/3.01'] }).correspondence)).toEqual(['X/3.01']);
  });

  it('nothing where no scenario was proposed', () => {
    expect(confirm(proposed, { ...who, scenarios: ['X/4.01'] }).confirmed).toBe(0);
  });

  it('by his name and the day', () => {
    expect(confirm(proposed, who).correspondence.lignes[0]?.confirme).toBe('Alix Témoin, qualité, 2026-11-22');
  });

  it('not what another one has confirmed', () => {
    const { correspondence } = confirm(proposed, who);
    const again = confirm(correspondence, { ...who, person: 'Bruno Autre' });
    expect([again.confirmed, again.correspondence.lignes[0]?.confirme]).toEqual([
      0,
      'Alix Témoin, qualité, 2026-11-22',
    ]);
  });
});
