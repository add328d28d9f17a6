import { expect, test } from 'vitest';
import { apiCalls, bundle } from '../examples/annuaire.ts';
import { allRules } from '../registry.ts';

// The extraction is not of the API, and has its own tests.
const rules = allRules().filter(
  ({ id, appliesTo }) => id.startsWith('annuaire.') && appliesTo === 'echanges' && id !== 'annuaire.extraction',
);

test.each([
  ['an answer that is null', { answer: 'null' }],
  ['a link that is no address', { answer: bundle({ next: ':::' }) }],
  ['entries of another form', { answer: { resourceType: 'Bundle', entry: [{ resource: 3 }], link: 'x' } }],
  ['an address that is none', { path: '/fhir/v2/%%%/?%zz=%&identifier=|||' }],
  ['a path alone', { path: '/fhir' }],
])('no rule fails on %s', async (_, call) => {
  for (const { check } of rules) expect(Array.isArray(await check(apiCalls(call, call), {}))).toBe(true);
});

// Bounded time: each answer is read once.
test('a thousand pages are judged', async () => {
  const calls = Array.from({ length: 1_000 }, (_, i) => ({
    path: i === 0 ? '/fhir/v2/Practitioner?active=true' : `/fhir/v2/_page?id=${i}`,
    answer: bundle({ ...(i < 999 ? { next: `/fhir/v2/_page?id=${i + 1}` } : {}), ids: [`Practitioner/003-${i}`] }),
  }));
  const inputs = apiCalls(...calls);
  for (const { id, check } of rules) expect([id, await check(inputs, {})]).toEqual([id, []]);
});
