import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { messageId } from './message-id.rule.ts';

const line = 'Message-ID: <1c0e@test.mssante.fr>\r\n';
const check = async (...bodies: string[]) => places(await messageId.check(mails(...bodies), {}));

test('accepts one identifier', async () => {
  expect(await check(plainMail)).toEqual([]);
});

test.each([
  ['absent', ''],
  ['twice', line.repeat(2)],
  ['bare', 'Message-ID: 1c0e@test.mssante.fr\r\n'],
  ['without a domain', 'Message-ID: <1c0e>\r\n'],
])('refuses an identifier that is %s', async (_, by) => {
  expect(await check(replaced(plainMail, line, by))).toEqual(['message-id @ échange 1 · Message-ID']);
});

test('refuses the identifier of another mail', async () => {
  expect(await check(plainMail, plainMail)).toEqual(['message-id-repete @ échange 2 · Message-ID']);
});
