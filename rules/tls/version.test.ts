import { expect, test } from 'vitest';
import { dmpEchanges } from '../dmp/testing.ts';
import { imapCommands } from '../examples/mails.ts';
import { places } from '../testing.ts';
import { version } from './version.rule.ts';

const check = (tls: Record<string, unknown>, parameters = {}): string[] =>
  places(version.check(dmpEchanges({ tls }), parameters));
const offering = (...versions: string[]) => ({ clientHello: { versions, ciphers: [] } });

test.each(['TLSv1.2', 'TLSv1.3'])('accepts %s', (negotiated) => {
  expect(check({ version: negotiated, ...offering('TLSv1.2', 'TLSv1.3') })).toEqual([]);
});

test.each(['TLSv1.1', 'TLSv1', 'SSLv3', ''])('refuses « %s »', (negotiated) => {
  expect(check({ version: negotiated })).toEqual(['negociee @ échange 1 · TLS']);
});

test('refuses what is offered below it, whatever was negotiated', () => {
  expect(check(offering('TLSv1', 'TLSv1.1', 'TLSv1.2'))).toEqual(['proposee @ échange 1 · TLS · ClientHello']);
});

test('raises the minimum where it is asked to', () => {
  expect(check({}, { minimum: 'TLSv1.3' })).toEqual(['negociee @ échange 1 · TLS']);
});

test('wants the version that is set, where one is', () => {
  expect(check({ version: 'TLSv1.3' }, { negociee: 'TLSv1.3' })).toEqual([]);
  expect(check({}, { negociee: 'TLSv1.3' })).toEqual(['autre-version @ échange 1 · TLS']);
});

test('leaves what an IMAP client says before TLS alone, where TLS follows', () => {
  const greeting = { method: 'CAPABILITY', tls: false };
  expect(places(version.check(imapCommands(greeting, { auth: 'XOAUTH2' }), {}))).toEqual([]);
  expect(places(version.check(imapCommands(greeting), {}))).toEqual(['en-clair @ échange 1 · TLS']);
});
