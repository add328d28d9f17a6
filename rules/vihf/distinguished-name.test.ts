import { expect, test } from 'vitest';
import { sameName } from './distinguished-name.ts';

const crypto = 'C=FR\nO=Cabinet\\, d’essai\nCN=899900000017\nSN=TÉMOIN\nGN=ALIX';

test.each([
  'GN=ALIX+SN=TÉMOIN+CN=899900000017,O=Cabinet\\, d’essai,C=FR',
  'givenName=Alix, surname=Témoin, CN=899900000017, O="Cabinet, d’essai", C=FR',
  '2.5.4.42=#0c04414c4958,2.5.4.4=T\\C3\\89MOIN,CN=899900000017,O=Cabinet\\2c d’essai,C=FR',
])('reads %s as the name of node:crypto', (name) => {
  expect(sameName(name, crypto)).toBe(true);
});

test.each([
  'SN=TÉMOIN,CN=899900000017,O=Cabinet\\, d’essai,C=FR',
  'GN=ALIX,SN=TÉMOIN,CN=899900000018,O=Cabinet\\, d’essai,C=FR',
  '',
])('tells « %s » from it', (name) => {
  expect(sameName(name, crypto)).toBe(false);
});
