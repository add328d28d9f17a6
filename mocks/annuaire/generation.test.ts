import { describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { AnnuaireDirectory } from './index.ts';
import { activitiesOf } from './model.ts';

const environment = processEnvironment();
const directory = new AnnuaireDirectory({ environment, seed: 'grand' });
const { professionals, structures } = directory.generated;

function share(count: number, all: readonly unknown[]): number {
  return count / all.length;
}

describe('the generated directory', () => {
  it('has ten thousand professionals and two thousand structures', () => {
    expect([professionals.length, structures.length]).toEqual([10_000, 2_000]);
  });

  it('is another one with another seed', () => {
    const other = new AnnuaireDirectory({ environment, seed: 'autre', professionals: 10, structures: 10 });
    expect(other.generated.professionals.slice(1)).not.toEqual(professionals.slice(1, 10));
  });

  it('numbers everyone and everything once', () => {
    const numbers = [professionals.map(({ rpps }) => rpps), structures.map(({ id }) => id)].map(
      (all) => new Set(all).size,
    );
    expect(numbers).toEqual([10_000, 2_000]);
  });

  it('has no address twice', () => {
    const boxes = [...professionals, ...structures].flatMap(({ mailboxes = [] }) =>
      mailboxes.map(({ adresse }) => adresse),
    );
    expect(new Set(boxes).size).toBe(boxes.length);
  });

  it('names nobody real', () => {
    const named = [
      ...professionals.slice(1).map(({ nom }) => nom),
      ...structures.map(({ raisonSociale }) => raisonSociale),
    ];
    expect(named.filter((name) => !name.includes('TEST'))).toEqual([]);
  });

  it('draws numbers of test ranges alone', () => {
    const { rpps, finess } = {
      rpps: professionals.map((one) => one.rpps),
      finess: structures.slice(1).flatMap((one) => one.finess ?? []),
    };
    expect([
      rpps.filter((number) => !/^999\d{8}$/.test(number)),
      finess.filter((number) => !/^99\d{7}$/.test(number)),
    ]).toEqual([[], []]);
  });

  it('has every kind of mailbox, and some e-mails that are none', () => {
    const kinds = new Set(
      [...professionals, ...structures].flatMap(({ mailboxes = [] }) => mailboxes.map(({ type }) => type)),
    );
    const others = structures.filter(({ courriel }) => courriel !== undefined).length;
    expect([[...kinds].sort(), others > 0]).toEqual([['APP', 'CAB', 'ORG', 'PER'], true]);
  });

  it('gives several activities to some, and stops a few', () => {
    const several = share(professionals.filter((one) => activitiesOf(one).length > 1).length, professionals);
    const stopped = share(professionals.filter(({ actif }) => actif === false).length, professionals);
    expect([several > 0.2 && several < 0.4, stopped > 0.01 && stopped < 0.05]).toEqual([true, true]);
  });

  it('attaches sites to legal entities that are there', () => {
    const legal = new Set(structures.filter(({ juridique }) => juridique === true).map(({ id }) => id));
    const parents = structures.flatMap(({ rattachement }) => rattachement ?? []);
    expect([parents.length > 0, parents.filter((id) => !legal.has(id))]).toEqual([true, []]);
  });

  it('has cards, equipments and services', () => {
    const [cards, devices, services] = [
      professionals.flatMap(({ cartes = [] }) => cartes).length,
      structures.flatMap(({ equipements = [] }) => equipements).length,
      structures.flatMap(({ services: all = [] }) => all).length,
    ];
    expect([cards, devices, services].every((count) => count > 50)).toBe(true);
  });

  it('holds in a directory of one', () => {
    const alone = new AnnuaireDirectory({ environment, seed: 'x', professionals: 1, structures: 1 });
    expect(alone.professionals().map(({ nom }) => nom)).toEqual(['TÉMOIN']);
  });
});
