import { expect, test } from 'vitest';
import { servedList } from '../examples/mail-connection.ts';
import { places } from '../testing.ts';
import { crlGardee } from './crl-gardee.rule.ts';

const check = async (told: Parameters<typeof servedList>[0], montree = true): Promise<string[]> =>
  places(await crlGardee.check(servedList(told), { montree }));

test('accepts the list that was served, shown with its end', async () => {
  expect(await check({})).toEqual([]);
});

test('refuses a list that the product does not show', async () => {
  expect(await check({ fin: '12/03/2026 11:00' })).toEqual(['crl-non-montree @ listes']);
});

test('refuses a list that had lapsed when it was served, and what is no list', async () => {
  expect(await check({ until: '2026-03-01T10:00:00Z' }, false)).toEqual(['crl-non-demandee @ echanges']);
  const inputs = { ...servedList(), 'reponse-1': Buffer.from('<html>') };
  expect(places(await crlGardee.check(inputs, { montree: false }))).toEqual(['crl-non-demandee @ echanges']);
});
