import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { entetes } from './entetes.rule.ts';

const check = async (body: string) => places(await entetes.check(mails(body), {}));

test('accepts a right mail', async () => {
  expect(await check(plainMail)).toEqual([]);
});

test.each(['2 Mar 2026 09:15:30 +0100', 'Mon, 02 Mar 2026 09:15 +0000 (UTC)', 'Mon,\r\n 02 Mar 2026 09:15:30 +0100'])(
  'accepts the date « %s »',
  async (date) => {
    expect(await check(replaced(plainMail, /Mon, 02 .*/, date))).toEqual([]);
  },
);

test.each([
  '',
  'lundi 2 mars 2026 09:15:30 +0100',
  '2026-03-02T09:15:30Z',
  'Mon, 02 Mar 2026 09:15:30',
  '32 Mar 2026 09:15:30 +0100',
])('refuses the date « %s »', async (date) => {
  expect(await check(replaced(plainMail, /Mon, 02 .*/, `${date}\r`))).toEqual(['date @ échange 1 · Date']);
});

test.each([
  ['date', 'Date', /Date:.*\r\n/],
  ['from-absent', 'From', /From:.*\r\n/],
  ['to-absent', 'To', /To:.*\r\n/],
  ['mime-version', 'MIME-Version', /MIME-Version:.*\r\n/],
])('refuses a mail without its header: %s', async (code, where, header) => {
  expect(await check(replaced(plainMail, header, ''))).toEqual([`${code} @ échange 1 · ${where}`]);
});

test.each(['Subject: Avis', 'X-MSS-INS: O\r\nX-MSS-INS: N', 'From: <autre@test.mssante.fr>'])(
  'refuses a header that comes twice: %s',
  async (line) => {
    const name = line.slice(0, line.indexOf(':'));
    expect(await check(`${line}\r\n${plainMail}`)).toEqual([`entete-repete @ échange 1 · ${name}`]);
  },
);

test('tells a hidden recipient that is shown', async () => {
  expect(await check(`Bcc: <cache@test.mssante.fr>\r\n${plainMail}`)).toEqual(['bcc @ échange 1 · Bcc']);
});
