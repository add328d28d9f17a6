import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { attribut } from './attribut.rule.ts';

const parameters = { attributs: ['homonyme', 'douteuse'] };

test('accepts the attributes in any order', () => {
  expect(attribut.check(lecture({ attributs: ['douteuse', 'homonyme'] }), parameters)).toEqual([]);
});

test.each([
  ['a missing attribute', ['homonyme']],
  ['an attribute too many', ['homonyme', 'douteuse', 'fictive']],
  ['another attribute', ['homonyme', 'fictive']],
])('refuses %s', (_, attributs) => {
  expect(places(attribut.check(lecture({ attributs }), parameters))).toEqual(['attributs-inattendus @ attributs']);
});
