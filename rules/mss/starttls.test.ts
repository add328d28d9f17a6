import { expect, test } from 'vitest';
import { imapCommands, wire } from '../examples/mails.ts';
import { places } from '../testing.ts';
import { starttls } from './starttls.rule.ts';

const smtp = (body: string, tls?: null): string[] =>
  places(starttls.check(wire({ method: 'SESSION', path: 'psc', body, ...(tls === null ? { tls } : {}) }), {}));

test('accepts what is said under TLS, and a session that gives up', () => {
  expect(smtp('EHLO cabinet\r\nSTARTTLS\r\nMAIL FROM:<a@test.mssante.fr>\r\n')).toEqual([]);
  expect(smtp('EHLO cabinet\r\nSTARTTLS\r\nQUIT\r\n', null)).toEqual([]);
});

test.each(['MAIL FROM:<a@test.mssante.fr>', 'AUTH XOAUTH2 [masqué]', 'DATA'])('refuses « %s » in clear', (line) => {
  expect(smtp(`EHLO cabinet\r\n${line}\r\n`, null)).toEqual(['en-clair @ échange n° 1 · SESSION']);
});

test('refuses a mail in clear', () => {
  expect(places(starttls.check(wire({ method: 'DATA', body: 'From: a', tls: null }), {}))).toEqual([
    'en-clair @ échange n° 1 · DATA',
  ]);
});

test('looks at IMAP commands too', () => {
  const greeting = { method: 'CAPABILITY', tls: false };
  expect(places(starttls.check(imapCommands(greeting, { auth: 'XOAUTH2' }), {}))).toEqual([]);
  expect(places(starttls.check(imapCommands(greeting, { auth: 'XOAUTH2', tls: false }), {}))).toEqual([
    'en-clair @ échange n° 2 · AUTHENTICATE',
  ]);
});

test('says when there is nothing to look at', () => {
  expect(places(starttls.check(wire(), {}))).toEqual(['aucun-echange @ echanges']);
});
