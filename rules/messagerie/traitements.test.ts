import { expect, test } from 'vitest';
import { mailTrace } from '../examples/mail-connection.ts';
import { lecture, places } from '../testing.ts';
import { traitements } from './traitements.rule.ts';

const check = (...due: Array<{ nature: 'envoi' | 'releve'; partenaire?: string }>): Promise<string[]> =>
  Promise.resolve(traitements.check(lecture({ lignes: [mailTrace()] }), { traitements: due })).then(places);

test('accepts what is traced, whatever its label', async () => {
  expect(await check({ nature: 'envoi', partenaire: 'confrere@test.mssante.fr' })).toEqual([]);
});

test('refuses what is not', async () => {
  expect(await check({ nature: 'releve' })).toEqual(['traitement-non-trace @ lignes (releve)']);
  expect(await check({ nature: 'envoi', partenaire: 'autre@test.mssante.fr' })).toEqual([
    'traitement-non-trace @ lignes (envoi)',
  ]);
});
