import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { critere } from './critere.rule.ts';

const parameters = { critere: '297022A02077878' };

test('accepts the criterion, however spaced', () => {
  expect(critere.check(lecture({ critere: 'matricule 2 97 02 2A 020 778 78' }), parameters)).toEqual([]);
});

test.each(['', '160012B02077713'])('refuses the criterion « %s »', (shown) => {
  expect(places(critere.check(lecture({ critere: shown }), parameters))).toEqual(['critere-etranger @ critere']);
});
