import { expect, test } from 'vitest';
import { dmpEchanges, dmpEnvelope, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { personnes } from './personnes.rule.ts';

const check = (...names: string[]): string[] =>
  places(
    personnes.check(dmpEchanges(...names.map((nameId) => ({ body: dmpEnvelope({ vihf: vihfXml({ nameId }) }) }))), {
      professionnels: 2,
    }),
  );

test('accepts two professionals, each under his own number', () => {
  expect(check('899900000017', '899900000041', '899900000017')).toEqual([]);
});

test.each([
  ['one number for both', ['899900000017', '899900000017']],
  ['an account of the structure', ['899900000017', '3630000018/portail']],
])('refuses %s', (_name, names) => {
  expect(check(...names)).toEqual(['identifiant-generique @ saml:Subject/saml:NameID']);
});
