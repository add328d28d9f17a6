import { describe, expect, it } from 'vitest';
import { type Draw, drawPerson, drawPublished, type TestPerson } from './identities.ts';
import { isMatricule15 } from './nir.ts';
import { publishedIdentities } from './published-identities.ts';

const draw: Draw = { seed: 'graine' };
const scenario = 'INS/va1.28.01';
const many: TestPerson[] = Array.from({ length: 200 }, (_, i) => drawPerson(draw, scenario, i));

describe('a drawn person', () => {
  it('is the same for the same draw', () => {
    expect(drawPerson(draw, scenario)).toEqual(drawPerson({ seed: 'graine' }, scenario));
  });

  it.each([
    ['seed', drawPerson({ seed: 'autre' }, scenario)],
    ['nonce', drawPerson({ ...draw, nonce: 'relecteur' }, scenario)],
    ['scenario', drawPerson(draw, 'INS/va1.28.02')],
    ['index', drawPerson(draw, scenario, 1)],
  ])('has another name in use for another %s', (_, other) => {
    expect(other.nomUtilise).not.toBe(drawPerson(draw, scenario).nomUtilise);
  });

  it('has a right key', () => {
    expect(many.filter(({ matricule, cle }) => !isMatricule15(matricule + cle))).toEqual([]);
  });

  it('has a matricule that tells its sex, year and month of birth', () => {
    const told = ({ sexe, dateNaissance }: TestPerson) =>
      `${sexe === 'M' ? 1 : 2}${dateNaissance.slice(2, 4)}${dateNaissance.slice(5, 7)}`;
    expect(many.filter((person) => !person.matricule.startsWith(told(person)))).toEqual([]);
  });

  it('has a matricule that no real person bears', () => {
    expect(many.filter(({ matricule }) => !/^.{5}63220[78]\d\d$/.test(matricule))).toEqual([]);
  });

  it('has a date of birth that exists', () => {
    expect(many.filter(({ dateNaissance }) => Number.isNaN(Date.parse(dateNaissance)))).toEqual([]);
  });

  it('has its first name first among its first names', () => {
    expect(many.filter(({ prenom, prenoms }) => prenoms.split(' ')[0] !== prenom)).toEqual([]);
  });
});

describe('a published person', () => {
  const { CORSE } = publishedIdentities;

  it('keeps its published traits', () => {
    expect(drawPublished(CORSE, draw, scenario)).toMatchObject(CORSE);
  });

  it('bears the mark of the run', () => {
    expect(drawPublished(CORSE, draw, scenario).nomUtilise).toBe(drawPerson(draw, scenario).nomUtilise);
  });
});
