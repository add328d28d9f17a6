import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { reponse } from './reponse.rule.ts';

const answer = replaced(plainMail, 'X-MSS-NIL', 'In-Reply-To: <b@x>\r\nReferences: <a@x>\r\n <b@x>\r\nX-MSS-NIL');
const check = async (body: string) =>
  places(await reponse.check(mails(body), { messageId: '<b@x>', references: ['<a@x>'] }));

test('accepts an answer that names the thread', async () => {
  expect(await check(answer)).toEqual([]);
});

test.each([
  ['In-Reply-To: <b@x>', 'In-Reply-To: <c@x>', 'in-reply-to @ échange 1 · In-Reply-To'],
  ['In-Reply-To: <b@x>\r\n', '', 'in-reply-to @ échange 1 · In-Reply-To'],
  ['References: <a@x>\r\n <b@x>\r\n', '', 'references @ échange 1 · References'],
  ['References: <a@x>\r\n <b@x>', 'References: <a@x>', 'references @ échange 1 · References'],
  ['References: <a@x>\r\n <b@x>', 'References: <b@x>', 'references @ échange 1 · References'],
  ['Message-ID: <1c0e@test.mssante.fr>\r\n', '', 'message-id @ échange 1 · Message-ID'],
])('refuses « %s » become « %s »', async (piece, by, place) => {
  expect(await check(replaced(answer, piece, by))).toEqual([place]);
});

test.each([
  ['accepts headers that agree', answer, []],
  ['refuses headers that do not', replaced(answer, 'In-Reply-To: <b@x>', 'In-Reply-To: <c@x>'), ['references']],
  ['refuses an answer that names none', replaced(plainMail, 'Subject: ', 'Subject: RE: '), ['in-reply-to']],
  ['refuses that there be no answer', plainMail, ['aucun-courriel']],
])('without the answered mail, %s', async (_, body, expected) => {
  expect((await reponse.check(mails(body), {})).map(({ code }) => code)).toEqual(expected);
});
