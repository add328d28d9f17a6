import { expect, test } from 'vitest';
import { authorization, pscCalls } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { etatNonce } from './etat-nonce.rule.ts';

const other = { state: 'a8Dk2Lq9Xw4Ty7Ze', nonce: 'b5Fh1Jm6Pn3Rs0Uv' };

test('accepts values that are new each time', () => {
  expect(etatNonce.check(pscCalls(authorization(), authorization(other)), {})).toEqual([]);
});

test.each([
  [{ state: '' }, ['state-absent @ appel 1 (autorisation) · state']],
  [{ nonce: '' }, ['nonce-absent @ appel 1 (autorisation) · nonce']],
  [{ state: '12345' }, ['state-devinable @ appel 1 (autorisation) · state']],
  [{ nonce: '0000000000000000000000' }, ['nonce-devinable @ appel 1 (autorisation) · nonce']],
  [{ nonce: 'wJ3k9Zq0Vb7LmTx2' }, ['nonce-egal-au-state @ appel 1 (autorisation) · nonce']],
])('refuses %o', (changes, found) => {
  expect(places(etatNonce.check(pscCalls(authorization(changes as Record<string, string>)), {}))).toEqual(found);
});

test('refuses values that served before', () => {
  const calls = pscCalls(authorization(), authorization({ ...other, nonce: 'pR8sYc4Hd1NfGa6U' }));
  expect(places(etatNonce.check(calls, {}))).toEqual(['nonce-repris @ appel 2 (autorisation) · nonce']);
});
