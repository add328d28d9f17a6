import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { accuseReception } from './accuse-reception.rule.ts';

const asking = replaced(plainMail, 'X-MSS-NIL', 'Return-Receipt-To: <medecin@test.mssante.fr>\r\nX-MSS-NIL');
const check = async (body: string, adresse = 'medecin@test.mssante.fr') =>
  places(await accuseReception.check(mails(body), { adresse }));

test('accepts a mail that asks for it', async () => {
  expect(await check(asking)).toEqual([]);
});

test('refuses a mail that does not', async () => {
  expect(await check(plainMail)).toEqual(['return-receipt-to @ échange 1 · Return-Receipt-To']);
});

test('refuses one that goes elsewhere', async () => {
  expect(await check(asking, 'retour@test.mssante.fr')).toEqual(['return-receipt-to @ échange 1 · Return-Receipt-To']);
});
