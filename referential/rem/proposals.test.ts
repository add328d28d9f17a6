import { describe, expect, it } from 'vitest';
import { builtInCatalogue, type CatalogueEntry } from '../catalogue.ts';
import { compareRequirements } from './compare.ts';
import { proposeMatches, withoutPrefix } from './proposals.ts';
import type { Rem } from './rem.ts';
import { reworded } from './testing.ts';

function rem(...lines: Array<{ id: string; exigence: string; text?: string }>): Rem {
  const blank = { perimetre: '', chapitre: '', fonction: '', commentaire: '', nature: '', profil: '', cellule: '' };
  const requirements = lines.map(({ id, exigence, text = '' }) => ({
    ...blank,
    id,
    exigence,
    scenarios: [{ id: `${id}.01`, text, proofs: [] }],
  }));
  return { requirements, remarks: [], sheets: [] };
}

function entry(requirement: string, statement: string): CatalogueEntry {
  const blank = {
    lane: 'L',
    wave: '1',
    domain: '',
    steps: [],
    proofs: [],
    profile: '',
    nature: '',
    publication: '',
    source: '',
  };
  return { ...blank, requirement, scenario: `${requirement}.01`, statement };
}

const catalogue = [
  entry('INS/va1.28', 'Bloquer le rapatriement d’une identité dont la date de naissance est incomplète'),
  entry('MSS/va1.13', 'Envoyer la nouvelle version avec la mention annule et remplace'),
  entry('MSS/CONF.16', 'Renseigner les en-têtes de la messagerie de l’expéditeur'),
  entry('ANN/va1.04', 'Régler la périodicité du chargement de l’annuaire'),
];

describe('a scenario of a workbook is matched', () => {
  it.each([
    { how: 'by the same number', id: 'INS/va1.28', expected: ['INS/va1.28.01', 'meme_identifiant'] },
    {
      how: 'by its number less the prefix of the socle',
      id: 'SC.MSS/CONF.16',
      expected: ['MSS/CONF.16.01', 'identifiant_sans_prefixe'],
    },
    {
      how: 'by its number less the prefix of a lane',
      id: 'LGC.ANN/va1.04',
      expected: ['ANN/va1.04.01', 'identifiant_sans_prefixe'],
    },
  ])('$how', ({ id, expected }) => {
    const [proposal] = proposeMatches(rem({ id, exigence: 'tout autre' }), catalogue);
    expect([proposal?.match?.catalogue, proposal?.match?.by]).toEqual(expected);
  });

  it('by the nearest wording, where no number is known', () => {
    const exigence = 'Le logiciel bloque le rapatriement des identités à date de naissance incomplète.';
    const [proposal] = proposeMatches(rem({ id: 'LGC.IDENT/07', exigence }), catalogue);
    expect(proposal?.match).toMatchObject({ catalogue: 'INS/va1.28.01', by: 'libelle' });
  });

  it('with none, where no wording is near', () => {
    expect(proposeMatches(rem({ id: 'X/1', exigence: 'Chiffrer les sauvegardes' }), catalogue)[0]?.match).toBeNull();
  });

  it('once: the nearer of two takes it', () => {
    const far = { id: 'X/1', exigence: 'Régler la périodicité d’une tâche' };
    const near = { id: 'X/2', exigence: 'Régler la périodicité du chargement automatique de l’annuaire' };
    const matched = proposeMatches(rem(far, near), catalogue).map(({ match }) => match?.catalogue ?? null);
    expect(matched).toEqual([null, 'ANN/va1.04.01']);
  });

  it('with a doubt, where its number was given to something else', () => {
    const exigence = 'Renseigner les en-têtes de messagerie de l’expéditeur';
    const [proposal] = proposeMatches(rem({ id: 'MSS/va1.13', exigence }), catalogue);
    expect(proposal?.match?.doubt).toMatch(/^le libellé ressemble davantage à MSS\/CONF\.16\.01/);
  });

  it('with a score that is the nearness of the wordings', () => {
    const same = rem({ id: 'ANN/va1.04', exigence: catalogue[3]?.statement ?? '' });
    expect(proposeMatches(same, catalogue)[0]?.match?.score).toBeCloseTo(1);
  });
});

describe('a workbook reworded and given other prefixes throughout', () => {
  const entries = builtInCatalogue().lane('MDV-LGC');
  const withScenario = entries.filter(({ scenario, lane }) => scenario !== undefined && lane === 'MDV-LGC');

  it.each([
    ['other prefixes', (id: string) => `SC.${id}`],
    [
      'other numbers',
      (id: string) => `LGC.NOUV/${[...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_003, 7)}`,
    ],
  ])('is matched for nine scenarios in ten, with %s', (_, renamed) => {
    const blank = { perimetre: '', chapitre: '', fonction: '', commentaire: '', nature: '', profil: '', cellule: '' };
    const requirements = withScenario.map(({ scenario = '', requirement, statement, steps }) => ({
      ...blank,
      id: renamed(requirement),
      exigence: reworded(statement),
      scenarios: [{ id: renamed(scenario), text: reworded(steps.join(' ; ')), proofs: [] }],
    }));
    const proposals = proposeMatches({ requirements, remarks: [], sheets: [] }, withScenario);
    const right = proposals.filter(({ match }, i) => match?.catalogue === withScenario[i]?.scenario);
    expect(right.length / proposals.length).toBeGreaterThanOrEqual(0.9);
  });
});

it.each([
  ['SC.INS/va1.53.01', 'INS/va1.53.01'],
  ['AMBU.MSS/va1.02', 'MSS/va1.02'],
  ['INS/va1.53.01', 'INS/va1.53.01'],
  ['SENTINELLE.20.01', 'SENTINELLE.20.01'],
])('%s less its prefix is %s', (id, expected) => {
  expect(withoutPrefix(id)).toBe(expected);
});

it('the requirements of a workbook are the same, reworded, new, or gone', () => {
  const told = rem(
    { id: 'SC.MSS/CONF.16', exigence: 'renseigner les en-têtes de la messagerie, de l’expéditeur' },
    { id: 'INS/va1.28', exigence: 'Autrement dit' },
    { id: 'SENTINELLE.20', exigence: 'Nouvelle' },
  );
  expect(compareRequirements(told, catalogue)).toEqual([
    { change: 'identique', rem: 'SC.MSS/CONF.16', catalogue: 'MSS/CONF.16' },
    { change: 'reformulee', rem: 'INS/va1.28', catalogue: 'INS/va1.28' },
    { change: 'nouvelle', rem: 'SENTINELLE.20', catalogue: null },
    { change: 'disparue', rem: null, catalogue: 'MSS/va1.13' },
    { change: 'disparue', rem: null, catalogue: 'ANN/va1.04' },
  ]);
});
