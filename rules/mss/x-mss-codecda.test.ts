import { expect, test } from 'vitest';
import { documentMail, mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { xMssCodecda } from './x-mss-codecda.rule.ts';

const check = async (body: string) => places(await xMssCodecda.check(mails(body), {}));

test('accepts the code of the document', async () => {
  expect(await check(await documentMail())).toEqual([]);
});

test('accepts no code without a document', async () => {
  expect(await check(plainMail)).toEqual([]);
});

test.each(['', 'X-MSS-CODECDA: 34112-3\r\n', 'X-MSS-CODECDA: 11490-0,11490-0\r\n'])('refuses « %s »', async (by) => {
  const body = replaced(await documentMail(), 'X-MSS-CODECDA: 11490-0\r\n', by);
  expect(await check(body)).toEqual(['x-mss-codecda @ échange 1 · X-MSS-CODECDA']);
});

test('refuses a code without a document', async () => {
  const body = replaced(plainMail, 'X-MSS-NIL', 'X-MSS-CODECDA: 11490-0\r\nX-MSS-NIL');
  expect(await check(body)).toEqual(['x-mss-codecda @ échange 1 · X-MSS-CODECDA']);
});
