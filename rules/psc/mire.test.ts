import { expect, test } from 'vitest';
import { authorization, exchange, pscCalls } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { mire } from './mire.rule.ts';

const check = (...calls: Parameters<typeof pscCalls>) => places(mire.check(pscCalls(...calls), {}));
const page = { ...authorization(), status: 200, attribution: 'inconnue' } as const;
const pressed = { ...authorization(), method: 'POST' };

test('accepts the page, then its answer', () => {
  expect(check(page, pressed, exchange())).toEqual([]);
});

test('refuses a session that is still open', () => {
  expect(check(authorization(), exchange())).toEqual(['session-reprise @ appel 1 (autorisation) · réponse']);
});

test('does not pass on nothing', () => {
  expect(check(page)).toEqual(['aucun-appel @ echanges']);
});
