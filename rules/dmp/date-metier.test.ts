import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { dateMetier } from './date-metier.rule.ts';
import { dmpEchanges } from './testing.ts';

const check = async (date: string): Promise<string[]> =>
  places(await dateMetier.check(dmpEchanges(depositExchange()), { date }));

test('accepts the day of the act', async () => {
  expect(await check('2026-03-02')).toEqual([]);
});

test('refuses the day of the deposit', async () => {
  expect(await check('2026-01-14')).toEqual([
    'autre-date @ échange 1 · fiche Document01 · serviceStartTime',
    'autre-date @ échange 1 · fiche Document01 · creationTime',
  ]);
});
