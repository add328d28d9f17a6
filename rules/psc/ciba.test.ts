import { expect, test } from 'vitest';
import { cibaRequest, poll, pscCalls, tokens } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { ciba } from './ciba.rule.ts';

test('accepts polls that keep the interval and stop with the answer', () => {
  const calls = pscCalls(cibaRequest(), poll(5_000), poll(10_000, { error: 'slow_down' }), poll(20_000, tokens({})));
  expect(ciba.check(calls, {})).toEqual([]);
});

test.each([
  [{ binding_message: 'Bonjour' }, 'binding_message @ appel 1 (ciba) · binding_message'],
  [{ scope: 'openid' }, 'scope @ appel 1 (ciba) · scope'],
  [{ acr_values: '' }, 'acr_values @ appel 1 (ciba) · acr_values'],
  [{ channel: 'SMS' }, 'channel @ appel 1 (ciba) · channel'],
  [{ login_hint: '' }, 'login_hint @ appel 1 (ciba) · login_hint'],
])('refuses a request with %o', (changes, place) => {
  expect(places(ciba.check(pscCalls(cibaRequest(changes as Record<string, string>)), {}))).toEqual([place]);
});

test.each([
  ['polls too close', [poll(5_000), poll(6_000)], 'intervalle @ appel 3 (jeton) · auth_req_id'],
  [
    'polls too close after slow_down',
    [poll(5_000, { error: 'slow_down' }), poll(11_000)],
    'intervalle @ appel 3 (jeton) · auth_req_id',
  ],
  ['a poll after the end', [poll(125_000)], 'apres-le-terme @ appel 2 (jeton) · auth_req_id'],
  [
    'a poll after a refusal',
    [poll(5_000, { error: 'access_denied' }), poll(10_000)],
    'apres-la-reponse @ appel 3 (jeton) · auth_req_id',
  ],
  [
    'a poll after the tokens',
    [poll(5_000, tokens({})), poll(10_000)],
    'apres-la-reponse @ appel 3 (jeton) · auth_req_id',
  ],
])('refuses %s', (_, polls, place) => {
  expect(places(ciba.check(pscCalls(cibaRequest(), ...polls), {}))).toEqual([place]);
});

test.each(['CARD', 'MOBILE'])('accepts the channel %s', (channel) => {
  expect(ciba.check(pscCalls(cibaRequest({ channel })), {})).toEqual([]);
});

test('refuses the same digits every time', () => {
  const calls = pscCalls(cibaRequest(), cibaRequest(), cibaRequest(), cibaRequest());
  expect(places(ciba.check(calls, {}))).toEqual(['binding-message-fixe @ appel 4 (ciba) · binding_message']);
});

test('refuses a wire without any request', () => {
  expect(places(ciba.check(pscCalls(poll(0)), {}))).toEqual(['aucun-appel @ echanges']);
});
