import { describe, expect, it } from 'vitest';
import type { CheckRecord, Finding } from '../../core/index.ts';
import { compareChecks } from './compare.ts';

const finding: Finding = {
  code: 'absent',
  severity: 'bloquant',
  where: '/',
  expected: 'a',
  got: 'b',
  message: 'm',
  remedy: 'r',
};

function check(changes: Partial<CheckRecord> = {}): CheckRecord {
  return {
    point: { scenario: 'EX/1.01', ordinal: 1 },
    rule: 'essai.regle',
    ruleVersion: '1',
    parameters: { statut: 'provisoire' },
    inputs: { page: { sha256: 'a', source: 'ecran' } },
    findings: [],
    ...changes,
  };
}

function codes(recorded: CheckRecord[], replayed: CheckRecord[]): string[] {
  return compareChecks(recorded, replayed).map(({ code }) => code);
}

describe('comparing checks', () => {
  it('finds nothing between equal ones', () => {
    expect(codes([check()], [check()])).toEqual([]);
  });

  it('does not mind the order of the keys', () => {
    expect(codes([check({ parameters: { a: 1, b: 2 } })], [check({ parameters: { b: 2, a: 1 } })])).toEqual([]);
  });

  it('does not mind the order of the points', () => {
    const other = check({ point: { scenario: 'EX/1.01', ordinal: 2 } });
    expect(codes([check(), other], [other, check()])).toEqual([]);
  });

  it.each([
    ['another version of the rule', { ruleVersion: '2' }, 'version_de_regle'],
    ['other parameters', { parameters: {} }, 'parametres'],
    ['other bytes', { inputs: { page: { sha256: 'b', source: 'ecran' } } }, 'entrees'],
    ['another source', { inputs: { page: { sha256: 'a', source: 'adaptateur' } } }, 'entrees'],
    ['other findings', { findings: [finding] }, 'constats'],
  ] satisfies Array<[string, Partial<CheckRecord>, string]>)('names %s', (_, changes, code) => {
    expect(codes([check()], [check(changes)])).toEqual([code]);
  });

  it('finds nothing between findings that are but worded otherwise', () => {
    const reworded = { ...finding, message: 'autre', remedy: 'autre' };
    expect(codes([check({ findings: [finding] })], [check({ findings: [reworded] })])).toEqual([]);
  });

  it('names a check that the dossier lacks', () => {
    expect(codes([], [check()])).toEqual(['verification_absente']);
  });

  it('names a check that this release does not make', () => {
    expect(codes([check()], [])).toEqual(['verification_en_trop']);
  });

  it('pairs in order the checks of a point through one rule', () => {
    expect(codes([check(), check({ findings: [finding] })], [check(), check()])).toEqual(['constats']);
  });

  it('names the second check of a point that the dossier lacks', () => {
    expect(codes([check()], [check(), check()])).toEqual(['verification_absente']);
  });

  it('says where, through which rule, and what both said', () => {
    expect(compareChecks([check({ findings: [finding] })], [check()])).toEqual([
      {
        code: 'constats',
        point: { scenario: 'EX/1.01', ordinal: 1 },
        rule: 'essai.regle',
        message: expect.stringContaining('dossier : absent ; rejeu : aucun') as string,
      },
    ]);
  });
});
