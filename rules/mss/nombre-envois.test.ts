import { expect, test } from 'vitest';
import { mails, plainMail } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { nombreEnvois } from './nombre-envois.rule.ts';

test('counts the accepted mails of the person', () => {
  const inputs = mails(plainMail, { body: plainMail, attribution: 'autre' }, { body: plainMail, status: 452 });
  expect(nombreEnvois.check(inputs, { nombre: 1 })).toEqual([]);
});

test.each([0, 2])('refuses one mail where %i are expected', (nombre) => {
  expect(places(nombreEnvois.check(mails(plainMail), { nombre }))).toEqual(['nombre-envois @ echanges']);
});
