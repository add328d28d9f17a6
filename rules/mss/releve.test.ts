import { expect, test } from 'vitest';
import { imapCommands } from '../examples/mails.ts';
import { mails, plainMail } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { releve } from './releve.rule.ts';

const check = (commands: Parameters<typeof imapCommands>, mecanisme?: 'XOAUTH2' | 'PLAIN') =>
  places(releve.check(imapCommands(...commands), mecanisme === undefined ? {} : { mecanisme }));

test('accepts a token under TLS, and flags', () => {
  expect(check([{ auth: 'XOAUTH2' }, { method: 'UID', path: 'STORE 1 +FLAGS (\\Seen)' }], 'XOAUTH2')).toEqual([]);
});

test('accepts a certificate and PLAIN', () => {
  expect(check([{ auth: 'PLAIN', certificate: true }])).toEqual([]);
});

test.each([
  ['in clear', { auth: 'XOAUTH2', tls: false }, 'en-clair @ commande n° 1 · AUTHENTICATE'],
  ['by LOGIN', { auth: 'LOGIN', method: 'LOGIN' }, 'mecanisme @ commande n° 1 · LOGIN'],
  ['by PLAIN without a certificate', { auth: 'PLAIN' }, 'certificat @ commande n° 1 · AUTHENTICATE'],
])('refuses to sign in %s', (_, command, expected) => {
  expect(check([command])).toEqual([expected]);
});

test('refuses another mechanism than that of the interface', () => {
  expect(check([{ auth: 'PLAIN', certificate: true }], 'XOAUTH2')).toEqual([
    'mecanisme @ commande n° 1 · AUTHENTICATE',
  ]);
});

test('refuses a session that never signs in', () => {
  expect(check([{ method: 'CAPABILITY' }])).toEqual(['authentification-absente @ echanges']);
});

test.each([
  { method: 'EXPUNGE' },
  { method: 'UID EXPUNGE', path: '1:*' },
  { method: 'UID', path: 'STORE 1 +FLAGS (\\Deleted)' },
])('warns of $method $path', (command) => {
  const { method } = command;
  expect(check([{ auth: 'XOAUTH2' }, command])).toEqual([`suppression @ commande n° 2 · ${method}`]);
});

test('has nothing to look at in a session of submission', () => {
  expect(places(releve.check(mails(plainMail), {}))).toEqual(['aucun-echange @ echanges']);
});
