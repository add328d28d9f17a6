import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { trace } from './trace.rule.ts';

const right = {
  date: '22/11/2026 10:30:00',
  service: 'INSi',
  authentification: 'Pro Santé Connect',
  identifiant: '899900000017',
};
const check = (...lignes: object[]) =>
  places(trace.check(lecture({ lignes }), { service: 'INSi', identifiant: '899900000017' }));

test('accepts the line of the call', () => {
  expect(check({ ...right, service: 'DMP' }, right)).toEqual([]);
});

test.each([
  [{ date: '' }, 'date-heure @ lignes.date'],
  [{ authentification: 'Certificat' }, 'authentification @ lignes.authentification'],
  [{ identifiant: '' }, 'identifiant @ lignes.identifiant'],
  [{ service: 'DMP' }, 'appel-non-trace @ lignes'],
])('refuses %o', (change, place) => {
  expect(check({ ...right, ...change })).toEqual([place]);
});
