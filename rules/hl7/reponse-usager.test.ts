import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { reponseUsager } from './reponse-usager.rule.ts';
import { broken, mdm, messageOf, unanswerable } from './testing.ts';

const ended = unanswerable();

test('accepts an exchange that ends, and one that goes on', () => {
  expect(reponseUsager.check(messageOf(ended), { fin: true })).toEqual([]);
  expect(reponseUsager.check(messageOf(mdm()), { fin: false })).toEqual([]);
});

test.each([
  ['an end that is not told', { text: mdm(), fin: true }, 'fin-absente @ NTE-4'],
  ['an end that nobody wanted', { text: ended, fin: false }, 'fin-presente @ NTE-4'],
])('refuses %s', (_, { text, fin }, place) => {
  expect(places(reponseUsager.check(messageOf(text), { fin }))).toEqual([place]);
});

test('refuses an end below another metadata', () => {
  const inputs = broken(mdm(), /(DESTDMP.*?\r)/, 'DESTDMP^L^MetaDMPMSS||Y^^x||||||F\rNTE|1|||FIN\r');
  expect(places(reponseUsager.check(inputs, {}))).toEqual(['note @ NTE[1]-4']);
});

test('warns of an end without any mail to the patient', () => {
  const inputs = messageOf(ended.replace(/(DESTMSSANTEPAT[^|]*\|\|)Y/, '$1N'));
  expect(places(reponseUsager.check(inputs, {}))).toEqual(['fin-sans-envoi @ NTE[1]-4']);
});

test('refuses what is no message', () => {
  expect(places(reponseUsager.check(messageOf('bonjour'), {}))).toEqual(['hl7-illisible @ message']);
});
