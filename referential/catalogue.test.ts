import { describe, expect, it } from 'vitest';
import { builtInCatalogue, Catalogue, publicationLabel, waveOf } from './catalogue.ts';
import { lanes } from './lanes.ts';

const catalogue = builtInCatalogue();

const entry = {
  lanes: ['SF', 'CD'],
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
  it.each(lanes.map(({ id }) => id))('has no line of %s that is of another lane, but the CNDA cases', (lane) => {
    const others = catalogue.lane(lane).filter((line) => line.lane !== lane && line.wave !== 'CNDA');
    expect(others).toEqual([]);
  });

  it('has no line of a lane that does not exist', () => {
    const known = new Set(lanes.map(({ id }) => id));
    const strange = catalogue.entries.map(({ lane }) => lane).filter((lane) => !known.has(lane));
    expect([...new Set(strange)].sort()).toEqual([
      'SOCLE (tous couloirs MSS)',
      'TOUS (homologation CNDA DMP)',
      'TOUS (homologation CNDA)',
      'Éditeurs sous EDC PSC',
    ]);
  });

  it.each([1, 2] as const)('has scenarios of RAD-RIS in wave %s, and they are of it', (wave) => {
    const lines = catalogue.lane('RAD-RIS', wave).filter((line) => line.lane === 'RAD-RIS');
    expect(new Set(lines.map(waveOf))).toEqual(new Set([wave]));
  });

  it.each(['PHA-LGO', 'MS1-DUI', 'HOP-RI'])('gives %s, whose REM is not known, the socle, which says so', (lane) => {
    const played = catalogue.lane(lane).filter(({ scenario, wave }) => scenario !== undefined && wave !== 'CNDA');
    expect(new Set(played.map(({ publication }) => publicationLabel(publication)))).toEqual(
      new Set(['amorce, sans REM connu']),
    );
  });

  it('gives a lane the socle of the services that it calls', () => {
    const domains = catalogue.lane('HOP-RI').flatMap(({ scenario, domain }) => (scenario === undefined ? [] : domain));
    expect([...new Set(domains)].sort()).toEqual(['INS', 'INSi-CNDA']);
  });

  it.each(['BIO-LOINC', 'OP-MSS'])('gives nothing to %s, which is no client of the socle', (lane) => {
    expect(catalogue.lane(lane)).toEqual([]);
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

  it('takes a lane that calls INSi through the CNDA cases', () => {
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
    expect(['SF', 'CD'].map((lane) => made(entry).scenario(lane, 'EX/1.01')?.lane)).toEqual(['SF', 'CD']);
  });

  it('does not put it in another lane', () => {
    expect(made(entry).scenario('C', 'EX/1.01')).toBeUndefined();
  });

  it('asks for no step where no source gives them', () => {
    expect(made(entry).scenario('SF', 'EX/1.01')?.steps).toEqual([]);
  });

  it('names by its scenario a proof that has no number', () => {
    const catalogued = made({ ...entry, proofTypes: ['video'] });
    expect(catalogued.scenario('SF', 'EX/1.01')?.proofs).toEqual([{ id: 'EX/1.01', types: ['video'] }]);
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
