import { expect, test } from 'vitest';
import { mails, plainMail } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { aucunEnvoi } from './aucun-envoi.rule.ts';

test('accepts a window without a mail', () => {
  expect(aucunEnvoi.check(mails(), {})).toEqual([]);
});

test('accepts a mail of another person', () => {
  expect(aucunEnvoi.check(mails({ body: plainMail, attribution: 'autre' }), {})).toEqual([]);
});

test('accepts a session that submitted nothing', () => {
  expect(aucunEnvoi.check(mails({ body: '', method: 'SESSION', headers: [], status: 535 }), {})).toEqual([]);
});

test.each([
  ['of the person', { attribution: 'personne' }],
  ['that cannot be attributed', { attribution: 'inconnue' }],
  ['that the operator refused', { status: 550 }],
] as const)('refuses a mail %s', (_, changes) => {
  expect(places(aucunEnvoi.check(mails({ body: plainMail, ...changes }), {}))).toEqual(['envoi-parti @ echanges']);
});

test('refuses a session whose recipient was refused', () => {
  const headers: Array<[string, string]> = [['RCPT TO refusé', '<confrere@test.mssante.fr> (550 5.1.1)']];
  const inputs = mails({ body: '', method: 'SESSION', headers, status: 550 });
  expect(places(aucunEnvoi.check(inputs, {}))).toEqual(['envoi-parti @ echanges']);
});
