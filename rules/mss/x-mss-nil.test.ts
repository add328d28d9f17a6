import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { xMssNil } from './x-mss-nil.rule.ts';

const check = async (body: string, parameters: Json = {}) => places(await xMssNil.check(mails(body), parameters));

test('accepts the reference of the product', async () => {
  expect(await check(plainMail, { nil: '123456' })).toEqual([]);
});

test.each([
  ['absent', '', 'x-mss-nil-absent'],
  ['empty', 'X-MSS-NIL:\r\n', 'x-mss-nil'],
  ['that of another product', 'X-MSS-NIL: 1\r\n', 'x-mss-nil'],
  ['given twice', 'X-MSS-NIL: 123456\r\nX-MSS-NIL: 123456\r\n', 'x-mss-nil'],
])('refuses a reference that is %s', async (_, by, code) => {
  const body = replaced(plainMail, 'X-MSS-NIL: 123456\r\n', by);
  expect(await check(body, { nil: '123456' })).toEqual([`${code} @ échange 1 · X-MSS-NIL`]);
});

test('refuses what is no number, whatever the product', async () => {
  expect(await check(replaced(plainMail, 'X-MSS-NIL: 123456', 'X-MSS-NIL: LOGICIEL'))).toEqual([
    'x-mss-nil @ échange 1 · X-MSS-NIL',
  ]);
});
