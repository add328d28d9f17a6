import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { archiveFile, documentMail, mails, plainMail, replaced, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { xMssIns } from './x-mss-ins.rule.ts';

const check = async (body: string, parameters: Json = {}) => places(await xMssIns.check(mails(body), parameters));
const unqualified = async () =>
  documentMail([
    await archiveFile({
      'IHE_XDM/SUBSET01/DOC0001.XML': replaced(rightCda, /<id root="1.2.250.1.213.1.4.10"[^>]*>/, ''),
    }),
  ]);

test('accepts O with a qualified INS', async () => {
  expect(await check(await documentMail(), { qualifiee: true })).toEqual([]);
});

test('accepts N without an INS', async () => {
  expect(await check(replaced(await unqualified(), 'X-MSS-INS: O', 'X-MSS-INS: N'), { qualifiee: false })).toEqual([]);
});

test('accepts no header without a document', async () => {
  expect(await check(plainMail)).toEqual([]);
});

test.each(['', 'X-MSS-INS: N\r\n', 'X-MSS-INS: o\r\n'])('refuses « %s » with a qualified INS', async (by) => {
  expect(await check(replaced(await documentMail(), 'X-MSS-INS: O\r\n', by))).toEqual([
    'x-mss-ins @ échange 1 · X-MSS-INS',
  ]);
});

test('refuses O without an INS', async () => {
  expect(await check(await unqualified())).toEqual(['x-mss-ins @ échange 1 · X-MSS-INS']);
});

test('refuses documents whose identity is not that of the record', async () => {
  expect(await check(await documentMail(), { qualifiee: false })).toEqual([
    'x-mss-ins @ échange 1 · X-MSS-INS',
    'documents @ échange 1 · IHE_XDM.ZIP · /ClinicalDocument/recordTarget',
  ]);
});
