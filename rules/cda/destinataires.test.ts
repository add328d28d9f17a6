import { describe, expect, it } from 'vitest';
import { replaced, rightCda } from '../pieces/testing.ts';
import { destinataires } from './destinataires.rule.ts';
import { withRecipient } from './example-recipient.ts';

const lou = { nom: 'CONFRERE', identifiant: '899900000025' };
const cda = withRecipient(rightCda);

async function codes(text: string, wanted: Array<{ nom: string; identifiant?: string }>): Promise<string[]> {
  const findings = await destinataires.check({ document: Buffer.from(text) }, { destinataires: wanted });
  return findings.map(({ code }) => code);
}

describe('cda.destinataires', () => {
  it('accepts the recipients that were chosen', async () => {
    expect(await codes(cda, [lou])).toEqual([]);
    expect(await codes(rightCda, [])).toEqual([]);
  });

  it('tells one that is not there, by name or by number', async () => {
    expect(await codes(rightCda, [lou])).toEqual(['destinataire-absent']);
    const other = replaced(cda, '899900000025', '899900000033');
    expect(await codes(other, [lou])).toEqual(['destinataire-absent', 'destinataire-inattendu']);
  });

  it('tells one that nobody chose', async () => {
    expect(await codes(cda, [])).toEqual(['destinataire-inattendu']);
  });
});
