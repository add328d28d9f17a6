import { expect, test } from 'vitest';
import { authorization, exchange, pscCalls } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { adresseRetour } from './adresse-retour.rule.ts';

const declared = { adresses: ['https://produit.test/retour'] };

test('accepts the declared address, the same twice', () => {
  expect(adresseRetour.check(pscCalls(authorization(), exchange()), declared)).toEqual([]);
});

test.each([
  ['http://produit.test/retour', ['adresse-non-https', 'adresse-non-declaree']],
  ['https://produit.test/retour/', ['adresse-non-declaree']],
])('refuses %s', (redirect_uri, codes) => {
  const findings = adresseRetour.check(pscCalls(authorization({ redirect_uri })), declared);
  expect(findings.map(({ code }) => code)).toEqual(codes);
});

test('refuses another address at the exchange of the code', () => {
  const changed = exchange(
    {},
    { form: { grant_type: 'authorization_code', redirect_uri: 'https://produit.test/autre' } },
  );
  expect(places(adresseRetour.check(pscCalls(authorization(), changed), {}))).toEqual([
    'adresse-changee @ appel 2 (jeton) · redirect_uri',
  ]);
});

test('admits http on the station itself where it is told so', () => {
  const local = pscCalls(authorization({ redirect_uri: 'http://127.0.0.1:8080/retour' }));
  expect(adresseRetour.check(local, { poste: true })).toEqual([]);
  const elsewhere = pscCalls(authorization({ redirect_uri: 'http://produit.test/retour' }));
  expect(places(adresseRetour.check(elsewhere, { poste: true }))).toEqual([
    'adresse-non-https @ appel 1 (autorisation) · redirect_uri',
  ]);
});
