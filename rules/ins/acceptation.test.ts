import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { acceptation } from './acceptation.rule.ts';

test('accepts an answer that is offered when it must be', () => {
  expect(acceptation.check(lecture({ acceptation: true }), { proposee: true })).toEqual([]);
});

test('accepts an answer that is not offered when it must not be', () => {
  expect(acceptation.check(lecture({ acceptation: false }), { proposee: false })).toEqual([]);
});

test('refuses an answer that is not offered', () => {
  const findings = acceptation.check(lecture({ acceptation: false }), { proposee: true });
  expect(places(findings)).toEqual(['acceptation-absente @ acceptation']);
});

test('refuses an unusable answer that is offered', () => {
  const findings = acceptation.check(lecture({ acceptation: true }), { proposee: false });
  expect(places(findings)).toEqual(['rapatriement-propose @ acceptation']);
});

test('throws on a read that is not of its form', () => {
  expect(() => acceptation.check(lecture({ acceptation: 'oui' }), { proposee: true })).toThrow();
});

test('throws on a read that is missing', () => {
  expect(() => acceptation.check({}, { proposee: true })).toThrow();
});
