import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { accuseLecture } from './accuse-lecture.rule.ts';

const asking = replaced(plainMail, 'X-MSS-NIL', 'Disposition-Notification-To: <medecin@test.mssante.fr>\r\nX-MSS-NIL');
const check = async (body: string, adresse = 'medecin@test.mssante.fr') =>
  places(await accuseLecture.check(mails(body), { adresse }));

test('accepts a mail that asks for it', async () => {
  expect(await check(asking)).toEqual([]);
});

test('refuses a mail that does not', async () => {
  expect(await check(plainMail)).toEqual(['disposition-notification-to @ échange 1 · Disposition-Notification-To']);
});

test('refuses one that goes elsewhere', async () => {
  expect(await check(asking, 'retour@test.mssante.fr')).toEqual([
    'disposition-notification-to @ échange 1 · Disposition-Notification-To',
  ]);
});
