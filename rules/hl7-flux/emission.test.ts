import { describe, expect, it } from 'vitest';
import { patientUpdate } from '../examples/hl7.ts';
import { type Hl7Exchange, hl7Exchanges } from '../examples/hl7-exchanges.ts';
import { emission } from './emission.rule.ts';

const wanted = { type: 'ADT', evenements: ['A31'] };

async function emitted(...exchanges: Hl7Exchange[]): Promise<string[]> {
  return (await emission.check(hl7Exchanges(...exchanges), wanted)).map(({ code, where }) => `${code} ${where}`);
}

describe('hl7-flux.emission', () => {
  it('accepts the message that was wanted, among others', async () => {
    expect(await emitted({ type: 'ADT^A28^ADT_A05', message: 'MSH' }, {})).toEqual([]);
  });

  it('wants one of the person', async () => {
    expect(await emitted()).toEqual(['message-absent échanges']);
    expect(await emitted({ attribution: 'autre' })).toEqual(['message-absent échanges']);
    expect(await emitted({ type: 'ADT^A08^ADT_A01' })).toEqual(['message-absent échanges']);
  });

  it('refuses a message that the platform refused, or did not get whole', async () => {
    expect(await emitted({ status: 400 })).toEqual(['non-acquitte échange 1 : MSA-1']);
    const cut = { outcome: 'interrompu', answer: null, note: 'connexion fermée' };
    expect(await emitted(cut)).toEqual(['trame échange 1 : MLLP', 'non-acquitte échange 1 : MSA-1']);
  });

  it('says what is wrong of the message, and in which exchange', async () => {
    const message = patientUpdate().replace('|UNICODE UTF-8|', '|LATIN9|');
    expect(await emitted({}, { message })).toContain('jeu-de-caracteres échange 2 : MSH[1]-18');
  });
});
