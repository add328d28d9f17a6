import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { documentSignale } from './document-signale.rule.ts';

const line = { sens: 'recu', correspondant: 'Dr_ALICE_TESTCORBA <a@b.fr>', objet: 'Envoi 1 USAGEBA', documents: true };
const parameters = { correspondant: 'TESTCORBA', objet: 'Envoi 1 USAGEBA' };
const check = (changes: Partial<typeof line>, wanted: { signale?: boolean } = {}): string[] =>
  places(documentSignale.check(lecture({ lignes: [{ ...line, ...changes }] }), { ...parameters, ...wanted }));

test('accepts the mail shown with its document', () => {
  expect(check({})).toEqual([]);
});

test('refuses a mail whose document is not signalled', () => {
  expect(check({ documents: false })).toEqual(['document-non-signale @ lignes (Envoi 1 USAGEBA).documents']);
});

test('accepts an ordinary mail that is not signalled, and refuses one that is', () => {
  expect(check({ documents: false }, { signale: false })).toEqual([]);
  expect(check({}, { signale: false })).toEqual(['document-signale-a-tort @ lignes (Envoi 1 USAGEBA).documents']);
});

test.each([{ sens: 'envoye' }, { correspondant: 'Dr_B' }, { objet: 'Envoi 2 USAGEBA' }])(
  'refuses a list without that mail: %o',
  (changes) => {
    expect(check(changes)).toEqual(['courriel-non-montre @ lignes (Envoi 1 USAGEBA)']);
  },
);
