import { describe, expect, it } from 'vitest';
import { mdm } from '../examples/hl7.ts';
import { annuleEtRemplace } from './annule-et-remplace.rule.ts';
import { announced } from './examples.ts';

const codes = (findings: Array<{ code: string }>): string[] => findings.map(({ code }) => code);

describe('pfi.annule-et-remplace', () => {
  const check = (text: string) => codes(annuleEtRemplace.check({ message: Buffer.from(text) }, {}));

  it('wants the mention in the body of the mail', () => {
    expect(check(announced())).toEqual([]);
    expect(check(announced('Bonjour.'))).toEqual(['mention-absente']);
    expect(check(mdm())).toEqual(['mention-absente']);
  });
});
