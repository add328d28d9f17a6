import { expect, test } from 'vitest';
import { apiCalls, bundle } from '../examples/annuaire.ts';
import { places } from '../testing.ts';
import { pages } from './pages.rule.ts';

const [second, third] = ['/fhir/v2/_page?id=b%3D', '/fhir/v2/_page?id=c'];
const first = { answer: bundle({ next: second }) };

test('accepts pages followed to the last', () => {
  const calls = apiCalls(first, { path: second, answer: bundle({ next: third }) }, { path: third });
  expect(pages.check(calls, {})).toEqual([]);
});

test('refuses a page left out', () => {
  expect(places(pages.check(apiCalls(first, { path: second, answer: bundle({ next: third }) }), {}))).toEqual([
    'page-oubliee @ appel 2 · link[next]',
  ]);
});

test('accepts that the user looks at the first page only, where he does', () => {
  expect(pages.check(apiCalls(first), { jusqua: 'libre' })).toEqual([]);
});

test.each([
  ['made again', '/fhir/v2/_page?id=b='],
  ['made up', '/fhir/v2/_page?id=2'],
])('refuses an address %s', (_, path) => {
  expect(places(pages.check(apiCalls(first, { path }), { jusqua: 'libre' }))).toEqual([
    'page-inventee @ appel 2 · adresse',
  ]);
});

test('reads nothing of an answer that is no bundle', () => {
  expect(pages.check(apiCalls({ answer: [1] }, { answer: { resourceType: 'Bundle', link: 3 } }), {})).toEqual([]);
});
