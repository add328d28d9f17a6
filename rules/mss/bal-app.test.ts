import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { balApp } from './bal-app.rule.ts';

const automatic = replaced(
  replaced(plainMail, 'X-MSS-NIL', 'Reply-To: <secretariat@test.mssante.fr>\r\nX-MSS-NIL'),
  'votre avis ?',
  'votre avis ?\r\nMessage généré automatiquement. Contact : secretariat@test.mssante.fr',
);
const check = async (body: string) =>
  places(await balApp.check(mails(body), { contact: 'secretariat@test.mssante.fr' }));

test('accepts a mail that says it is automatic', async () => {
  expect(await check(automatic)).toEqual([]);
});

test.each([
  ['Reply-To: <secretariat@test.mssante.fr>\r\n', '', 'reply-to @ échange 1 · Reply-To'],
  ['Reply-To: <secretariat@', 'Reply-To: <medecin@', 'reply-to @ échange 1 · Reply-To'],
  ['Message généré automatiquement.', '', 'mention @ échange 1 · corps'],
  ['Contact : secretariat@test.mssante.fr', '', 'contact @ échange 1 · corps'],
])('refuses « %s » become « %s »', async (piece, by, place) => {
  expect(await check(replaced(automatic, piece, by))).toEqual([place]);
});
