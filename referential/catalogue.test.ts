import { describe, expect, it } from 'vitest';
import { builtInCatalogue, Catalogue, publicationLabel } from './catalogue.ts';

const catalogue = builtInCatalogue();

const entry = {
  lanes: ['A', 'B'],
  wave: '2',
  requirement: 'EX/1',
  domain: 'INS',
  scenario: 'EX/1.01',
  statement: 'énoncé',
  publication: 'essai',
  source: 0,
};

function made(...entries: unknown[]): Catalogue {
  return new Catalogue(Buffer.from(JSON.stringify({ version: '1', sources: ['s'], entries })));
}

describe('the built-in catalogue', () => {
  it('has the lane of the general practitioner’s software', () => {
    expect(catalogue.lanes()).toContain('MDV-LGC');
  });

  it('sorts its lanes', () => {
    expect(catalogue.lanes()).toEqual([...catalogue.lanes()].sort());
  });

  it('has 252 scenarios in MDV-LGC', () => {
    expect(catalogue.lane('MDV-LGC').filter(({ scenario }) => scenario !== undefined)).toHaveLength(252);
  });

  it('documents the steps of 70 of them', () => {
    expect(catalogue.lane('MDV-LGC').filter(({ scenario, steps }) => scenario && steps.length > 0)).toHaveLength(70);
  });

  it('names no scenario of MDV-LGC twice', () => {
    const ids = catalogue.lane('MDV-LGC').flatMap(({ scenario }) => scenario ?? []);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('takes every lane through the CNDA cases', () => {
    expect(catalogue.lane('MDV-LGC').some(({ lane }) => lane === 'TOUS (homologation CNDA)')).toBe(true);
  });

  it('gives a source to each line', () => {
    expect(catalogue.lane('MDV-LGC').filter(({ source }) => source === '')).toEqual([]);
  });

  it('has a French label for how far each line can be trusted', () => {
    const unknown = catalogue
      .lane('MDV-LGC')
      .filter(({ publication }) => publicationLabel(publication) === publication);
    expect(unknown).toEqual([]);
  });

  it('does not know an unknown scenario', () => {
    expect(catalogue.scenario('MDV-LGC', 'INS/va0.00.00')).toBeUndefined();
  });
});

describe('a catalogue', () => {
  it('puts a line in each of its lanes', () => {
    expect(['A', 'B'].map((lane) => made(entry).scenario(lane, 'EX/1.01')?.lane)).toEqual(['A', 'B']);
  });

  it('does not put it in another lane', () => {
    expect(made(entry).scenario('C', 'EX/1.01')).toBeUndefined();
  });

  it('asks for no step where no source gives them', () => {
    expect(made(entry).scenario('A', 'EX/1.01')?.steps).toEqual([]);
  });

  it('names by its scenario a proof that has no number', () => {
    const catalogued = made({ ...entry, proofTypes: ['video'] });
    expect(catalogued.scenario('A', 'EX/1.01')?.proofs).toEqual([{ id: 'EX/1.01', types: ['video'] }]);
  });

  it('has the digest of its bytes', () => {
    expect(made(entry).digest).not.toBe(made({ ...entry, statement: 'autre' }).digest);
  });

  it.each([
    ['is not JSON', Buffer.from('{')],
    ['lacks its lines', Buffer.from('{"version":"1","sources":[]}')],
  ])('is refused when it %s', (_, bytes) => {
    expect(() => new Catalogue(bytes)).toThrow(expect.objectContaining({ code: 'catalogue_invalide' }));
  });
});
