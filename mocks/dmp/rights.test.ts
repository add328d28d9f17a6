import { describe, expect, it } from 'vitest';
import { vihfOf } from '../../test/support/dmp-vihf.ts';
import { allows, Caller, type DmpRight, type Profile, type purposeCodes, type RightAnswer, rightOf } from './rights.ts';

// The sheets as the facts write them (DMP §8), column by column in the order of the facts: PS N/R/B, physician N/R/B,
// occupational physician N, treating physician N/B, employee N, structure N/R. A different writing of the same cells: a
// slip in one of the two shows. ✓ yes, – no, a digit a note.
const classical: Readonly<Record<string, string>> = {
  'TD0.2': '✓✓✓ ✓✓✓ ✓ ✓✓ ✓ ✓✓',
  'TD0.3 ajout': '✓–– ✓–– – ✓– 1 ––',
  'TD0.3 suppression': '✓–– ✓–– – ✓– – ––',
  'TD0.3 retrait médecin traitant': '––– ––– – ✓– – ––',
  'TD0.4': '✓✓✓ ✓✓✓ ✓ ✓✓ 2 3–',
  'TD0.5': '–✓– –✓– – –– – –✓',
  'TD0.9': '✓✓✓ ✓✓✓ ✓ ✓✓ ✓ ––',
  'TD1.3a': '✓✓✓ ✓✓✓ ✓ ✓✓ ✓ ✓✓',
  'TD1.6': '✓–– ✓–– ✓ ✓– – ––',
  'TD2.1': '✓✓✓ ✓✓✓ ✓ ✓✓ – 44',
  'TD2.2': '––– ––– – –– 4 ––',
  'TD3.1': '✓✓✓ ✓✓✓ ✓ ✓✓ – ––',
  'TD3.1 référence': '✓✓✓ ✓✓✓ ✓ ✓✓ 5 55',
  'TD3.2': '✓✓✓ ✓✓✓ – ✓✓ – ––',
  'TD3.2 masqué': '677 677 – ✓7 – ––',
  'TD3.3a': '✓–– ✓–– ✓ ✓– – ––',
  'TD3.3a démasquer': '8–– 8–– 8 ✓– – ––',
  'TD3.3b': '✓–– ✓–– ✓ ✓– – ––',
  'TD3.3d': '8–– 8✓✓ 8 ✓✓ – ––',
  'TD3.3c': '888 888 8 88 9 99',
};

// « Same shape for PS columns, with these differences » (facts, DMP §8, AIR); the PE column is listed whole.
const air: Readonly<Record<string, string>> = {
  'TD0.2': '✓✓✓ ✓✓✓ ✓ ✓✓ ✓ ––',
  'TD0.3 ajout': '✓–– ✓–– – ✓– 1 ––',
  'TD0.3 suppression': '✓–– ✓–– – ✓– – ––',
  'TD0.3 retrait médecin traitant': '––– ––– – –– – ––',
  'TD0.4': '✓✓✓ ✓✓✓ ✓ ✓✓ 3 ––',
  'TD0.5': '–✓– –✓– – –– – ––',
  'TD0.10': '✓✓✓ ✓✓✓ ✓ ✓✓ ✓ ––',
  'TD1.3a': '✓✓✓ ✓✓✓ ✓ ✓✓ ✓ ––',
  'TD1.3b': '––– ––– – –– – ––',
  'TD1.4': '––– ––– – –– – ––',
  'TD1.6': '✓–– ✓–– ✓ ✓– – ––',
  'TD2.1': '––– ––– – –– – ––',
  'TD2.2': '––– ––– – –– – ––',
  'TD3.1': '✓✓✓ ✓✓✓ ✓ ✓✓ – ––',
  'TD3.1 référence': '✓✓✓ ✓✓✓ ✓ ✓✓ 5 ––',
  'TD3.2': '✓✓✓ ✓✓✓ – ✓✓ – ––',
  'TD3.2 masqué': '677 677 – ✓7 – ––',
  'TD3.3a': '✓–– ✓–– ✓ ✓– – ––',
  'TD3.3a démasquer': '8–– 8–– 8 ✓– – ––',
  'TD3.3b': '✓–– ✓–– ✓ ✓– – ––',
  'TD3.3d': '8–– ✓✓✓ 8 ✓✓ – ––',
  'TD3.3c': '888 888 8 88 9 ––',
};

const cells: ReadonlyArray<[Profile, keyof typeof purposeCodes]> = [
  ...(['ps', 'medecin'] as const).flatMap((profile) =>
    (['normal', 'centre_15', 'bris_de_glace'] as const).map((access): [Profile, keyof typeof purposeCodes] => [
      profile,
      access,
    ]),
  ),
  ['travail', 'normal'],
  ['traitant', 'normal'],
  ['traitant', 'bris_de_glace'],
  ['cpe', 'normal'],
  ['structure', 'normal'],
  ['structure', 'centre_15'],
];

const written: Readonly<Record<RightAnswer, string>> = {
  oui: '✓',
  non: '–',
  structure: '1 4',
  memes_structures: '2',
  nouvelles: '3',
  reference: '5',
  propres: '6 8',
  accord_patient: '7',
  documents_structure: '9',
  hors_ens: '0',
};

const sheet = (mode: string, right: string): string[] =>
  cells.map(([profile, access]) => written[rightOf(right as DmpRight, { mode, profile, access })]);

const same = (mode: string, right: string, text: string): boolean[] =>
  [...text.replaceAll(' ', '')].map((mark, i) => sheet(mode, right)[i]?.split(' ').includes(mark) ?? false);

describe('the matrices of rights', () => {
  it.each(Object.entries(classical))('say of %s in the classical modes %s', (right, text) => {
    const both = ['DIRECTE', 'INDIRECTE'].flatMap((mode) => same(mode, right, text));
    expect(both).toEqual(both.map(() => true));
  });

  it.each(Object.entries(air))('say of %s in AIR %s', (right, text) => {
    const found = same('INDIRECTE_RENFORCEE', right, text);
    expect(found).toEqual(found.map(() => true));
  });

  it.each([
    ['travail', 'centre_15'],
    ['travail', 'bris_de_glace'],
    ['traitant', 'centre_15'],
    ['cpe', 'centre_15'],
    ['cpe', 'bris_de_glace'],
    ['structure', 'bris_de_glace'],
  ] as const)('have no cell for %s in %s', (profile, access) => {
    expect(rightOf('TD0.2', { mode: 'DIRECTE', profile, access })).toBe('non');
  });
});

describe('the conditions of the notes', () => {
  it.each([
    ['propres', { own: true }, true],
    ['propres', { own: false }, false],
    ['documents_structure', { ofStructure: true }, true],
    ['documents_structure', { ofStructure: false }, false],
    ['accord_patient', { agreed: true, own: false }, true],
    ['accord_patient', { agreed: false, own: false }, false],
    ['accord_patient', { agreed: false, own: true }, true],
    ['hors_ens', { attached: false }, true],
    ['hors_ens', { attached: true }, false],
    ['non', { own: true, agreed: true }, false],
    ['structure', {}, true],
  ] as const)('%s with %o: %s', (answer, facts, allowed) => {
    expect(allows(answer, facts)).toBe(allowed);
  });
});

describe('the column of a caller', () => {
  const g15 = '1.2.250.1.71.1.2.7';
  const physician = { code: '10', codeSystem: g15, displayName: 'Médecin' };
  const general = { code: 'SM26', codeSystem: '1.2.250.1.71.4.2.5', displayName: 'Médecine générale' };
  const work = { code: 'SM25', codeSystem: '1.2.250.1.71.4.2.5', displayName: 'Médecine du travail' };
  const nurse = { code: '60', codeSystem: g15, displayName: 'Infirmier' };
  const intern = { ...physician, codeSystem: '1.2.250.1.71.1.2.8' };
  const secretary = { code: 'SECRETARIAT_MEDICAL', codeSystem: '1.2.250.1.213.1.1.4.6', displayName: 'Secrétariat' };

  it.each([
    { mode: 'INDIRECTE', roles: [physician, general], treating: true, card: undefined, profile: 'structure' },
    { mode: 'DIRECTE', roles: [physician, general], treating: true, card: 'CPS', profile: 'traitant' },
    { mode: 'DIRECTE', roles: [physician, general], treating: false, card: 'CPS', profile: 'medecin' },
    { mode: 'DIRECTE', roles: [intern, general], treating: false, card: 'CPF', profile: 'medecin' },
    { mode: 'DIRECTE', roles: [physician, work], treating: true, card: 'CPS', profile: 'travail' },
    { mode: 'DIRECTE', roles: [nurse], treating: false, card: 'CPS', profile: 'ps' },
    { mode: 'DIRECTE', roles: [nurse], treating: false, card: 'CPE', profile: 'cpe' },
    { mode: 'DIRECTE', roles: [physician, general], treating: false, card: 'CPA', profile: 'cpe' },
    { mode: 'INDIRECTE_RENFORCEE', roles: [secretary], treating: false, card: undefined, profile: 'cpe' },
    { mode: 'INDIRECTE_RENFORCEE', roles: [physician, general], treating: true, card: undefined, profile: 'traitant' },
  ] as const)(
    'is $profile in $mode with the card $card, treating $treating',
    ({ mode, roles, treating, card, profile }) => {
      expect(new Caller(vihfOf({ mode, roles }), treating, card).profile).toBe(profile);
    },
  );

  it('is that of any physician for the treating one who regulates', () => {
    const regulating = vihfOf({ mode: 'DIRECTE', roles: [physician, general], access: 'centre_15' });
    expect(new Caller(regulating, true, 'CPS').profile).toBe('medecin');
  });
});
