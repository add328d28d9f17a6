import { expect, test } from 'vitest';
import { authorization, exchange, pscCalls, refresh, tokens, userinfo } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { jetonFaux } from './jeton-faux.rule.ts';

const wrong = {
  nonce_faux: exchange({ nonce: 'autre' }),
  nonce_absent: exchange({ nonce: undefined }),
  emetteur_faux: exchange({ iss: 'autre' }),
  jeton_expire: exchange({ exp: 1 }),
  algorithme_none: exchange({}, { answer: tokens({ sub: 's' }, 'jeton-1', 'none') }),
} as const;
const faults = Object.keys(wrong) as Array<keyof typeof wrong>;

test.each(faults)('accepts that tokens with %s do not serve', (panne) => {
  expect(jetonFaux.check(pscCalls(authorization(), wrong[panne]), { panne })).toEqual([]);
});

test.each(faults)('refuses that tokens with %s serve', (panne) => {
  expect(places(jetonFaux.check(pscCalls(authorization(), wrong[panne], userinfo()), { panne }))).toEqual([
    'jeton-utilise @ appel 3 (userinfo) · jeton',
  ]);
});

test('refuses a refresh too', () => {
  expect(
    places(jetonFaux.check(pscCalls(authorization(), wrong.jeton_expire, refresh()), { panne: 'jeton_expire' })),
  ).toEqual(['jeton-utilise @ appel 3 (jeton) · jeton']);
});

test.each(['nonce_faux', 'nonce_absent', 'jeton_expire', 'algorithme_none'] as const)(
  'takes nothing for granted when %s was not shown',
  (panne) => {
    expect(places(jetonFaux.check(pscCalls(authorization(), exchange()), { panne }))).toEqual([
      'panne-non-montree @ echanges',
    ]);
  },
);

test('reads nothing of a token that is none', () => {
  const calls = pscCalls(authorization(), exchange({}, { answer: { id_token: '...', access_token: 3 } }));
  expect(jetonFaux.check(calls, { panne: 'signature_fausse' })).toEqual([]);
});
