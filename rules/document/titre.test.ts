import { expect, test } from 'vitest';
import { documentOf, places } from '../testing.ts';
import { titre } from './titre.rule.ts';

test('accepts the document of that title', () => {
  expect(titre.check(documentOf('<title>Courrier USAGEBA</title>'), { titre: 'Courrier USAGEBA' })).toEqual([]);
});

test('refuses another document', () => {
  const findings = titre.check(documentOf('<title>Autre</title>'), { titre: 'Courrier USAGEBA' });
  expect(places(findings)).toEqual(['autre-document @ document']);
});

test('refuses no document at all', () => {
  expect(places(titre.check({}, { titre: 'Courrier USAGEBA' }))).toEqual(['autre-document @ document']);
});
