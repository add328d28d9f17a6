import { expect, test } from 'vitest';
import { documentMail, mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { corps } from './corps.rule.ts';

const check = async (body: string | Buffer) => places(await corps.check(mails(body), {}));

const alternative = (html: string) =>
  replaced(
    plainMail,
    /Content-Type.*$/s,
    [
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=UTF-8',
      '',
      'Cher confrère, vu & revu.',
      '--b',
      'Content-Type: text/html; charset=UTF-8',
      '',
      html,
      '--b--',
      '',
    ].join('\r\n'),
  );
const html =
  '<html><head><style>p{}</style></head><body><p>Cher&nbsp;confr&#232;re, <b>vu</b> &amp; revu.</p></body></html>';

test.each([
  ['a text', plainMail],
  ['two texts that say the same', alternative(html)],
])('accepts %s', async (_, body) => {
  expect(await check(body)).toEqual([]);
});

test('accepts a text with attachments', async () => {
  expect(await check(await documentMail())).toEqual([]);
});

test('refuses two texts that differ', async () => {
  expect(await check(alternative(replaced(html, 'revu', 'relu')))).toEqual([
    expect.stringMatching(/^textes-differents @ échange 1 · octet \d+$/),
  ]);
});

test.each([
  ['HTML alone', replaced(plainMail, 'text/plain', 'text/html'), 'forme'],
  [
    'HTML first',
    alternative(html).replace('text/plain', 'x').replace('text/html', 'text/plain').replace(': x', ': text/html'),
    'forme',
  ],
  ['another charset', replaced(plainMail, 'UTF-8', 'ISO-8859-1'), 'utf-8'],
  ['accents without a charset', replaced(plainMail, '; charset=UTF-8', ''), 'utf-8'],
  ['bytes that are no UTF-8', Buffer.from(plainMail, 'latin1'), 'utf-8'],
  ['a multipart without an end', replaced(alternative(html), '--b--', ''), 'mime-frontiere-finale-absente'],
  ['a wrong base64', replaced(plainMail, '8bit', 'base64'), 'mime-base64-invalide'],
])('refuses %s', async (_, body, code) => {
  expect(await check(body)).toContainEqual(expect.stringMatching(`^${code} @ échange 1 · octet `));
});

test('only warns of line ends', async () => {
  const findings = await corps.check(mails(plainMail.replaceAll('\r\n', '\n')), {});
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['mime-fin-de-ligne', 'avertissement']]);
});
