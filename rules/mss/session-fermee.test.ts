import { expect, test } from 'vitest';
import { imapCommands } from '../examples/mails.ts';
import { places } from '../testing.ts';
import { sessionFermee } from './session-fermee.rule.ts';

const check = (...methods: string[]): string[] =>
  places(sessionFermee.check(imapCommands(...methods.map((method) => ({ method }))), {}));

test('accepts a session that ends by LOGOUT', () => {
  expect(check('IDLE', 'LOGOUT')).toEqual([]);
});

test.each([[[]], [['IDLE']]])('refuses one that stays open: %j', (methods) => {
  expect(check(...methods)).toEqual(['session-gardee @ echanges']);
});

test('refuses one that is opened again', () => {
  expect(check('LOGOUT', 'AUTHENTICATE')).toEqual(['session-rouverte @ echanges']);
});
