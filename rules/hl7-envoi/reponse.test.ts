import { describe, expect, it } from 'vitest';
import { hl7Exchanges, updateAck } from '../examples/hl7-exchanges.ts';
import { reponse } from './reponse.rule.ts';

function codes(...exchanges: Parameters<typeof hl7Exchanges>): string[] {
  return reponse.check(hl7Exchanges(...exchanges), {}).map(({ code }) => code);
}

describe('hl7-envoi.reponse', () => {
  it('accepts a message that the product accepted', () => {
    expect(codes({})).toEqual([]);
  });

  it('refuses a product that is silent, or was sent nothing', () => {
    expect(codes({}, { answer: null, outcome: 'interrompu' })).toEqual(['sans-acquittement']);
    expect(codes()).toEqual(['sans-acquittement']);
  });

  it('refuses another code, and the acknowledgement of another message', () => {
    expect(codes({ answer: updateAck('AE') })).toEqual(['autre-code']);
    expect(codes({ answer: updateAck().replace('A-1', 'A-2') })).toEqual(['autre-message']);
  });
});
