import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { historiqueDepose } from './historique-depose.rule.ts';
import { type DmpExchange, dmpEchanges } from './testing.ts';

const titre = 'Lettre de liaison';
const check = async (titres: string[], ...exchanges: DmpExchange[]): Promise<string[]> =>
  places(await historiqueDepose.check(dmpEchanges(...exchanges), { titres }));

test('accepts each document once', async () => {
  expect(await check([titre], {}, depositExchange())).toEqual([]);
});

test('accepts nothing where nothing is to leave', async () => {
  expect(await check([], {})).toEqual([]);
});

test('refuses a document that did not leave', async () => {
  expect(await check([titre, 'Ordonnance'], {}, depositExchange())).toEqual(['non-depose @ echanges']);
});

test('refuses one that the filters do not keep, or one that leaves twice', async () => {
  expect(await check([], depositExchange())).toEqual(['depose-hors-filtre @ echanges']);
  expect(await check([titre], depositExchange(), depositExchange())).toEqual(['depose-deux-fois @ echanges']);
});
