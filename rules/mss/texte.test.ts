import { expect, test } from 'vitest';
import { mails, plainMail } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { texte } from './texte.rule.ts';

test('finds a text in the subject or in the body, whatever its lines, and tells one that is not there', async () => {
  expect(await texte.check(mails(plainMail), { textes: ['votre avis ?'] })).toEqual([]);
  expect(places(await texte.check(mails(plainMail), { textes: ['a été supprimé'] }))).toEqual([
    'texte-absent @ échange 1 · objet, corps',
  ]);
});
