import { describe, expect, it } from 'vitest';
import { lecture } from '../testing.ts';
import { suites } from './suites.rule.ts';

const codes = (findings: Array<{ code: string }>): string[] => findings.map(({ code }) => code);

describe('pfi.suites', () => {
  const line = { titre: 'Lettre A', destinations: 'DMP', acquittement: 'refusé (902)', dmp: '', mssante: 'reçu, lu' };
  const check = (parameters: object) =>
    codes(suites.check(lecture({ lignes: [line] }), { titre: 'Lettre A', ...parameters }));

  it('finds what is shown of a document', () => {
    expect(check({ montre: { acquittement: ['refusé', '902'], mssante: ['reçu', 'lu'] } })).toEqual([]);
    expect(check({ montre: { dmp: ['déposé'] } })).toEqual(['suite-inattendue']);
    expect(check({ montre: {}, tait: { acquittement: ['refusé'] } })).toEqual(['suite-inattendue']);
  });

  it('tells a document that is not listed', () => {
    expect(check({ titre: 'Lettre B', montre: {} })).toEqual(['transmission-absente']);
  });
});
