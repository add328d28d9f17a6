import { expect, test } from 'vitest';
import { dmpEchanges } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { certificatClient } from './certificat-client.rule.ts';
import { suites } from './suites.rule.ts';
import { version } from './version.rule.ts';

const rules = [certificatClient, suites, version].map((rule) => [rule.id, rule] as const);

test.each(rules)('%s does not pass without any connection', (_, rule) => {
  expect(places(rule.check(dmpEchanges({ attribution: 'autre' }), {}))).toEqual(['aucun-echange @ echanges']);
});

test.each(rules)('%s refuses a connection in clear', (_, rule) => {
  expect(places(rule.check(dmpEchanges({ tls: null }), {}))).toEqual(['en-clair @ échange 1 · TLS']);
});

test.each(rules)('%s looks at a connection that names nobody', (_, rule) => {
  expect(places(rule.check(dmpEchanges({ attribution: 'inconnue', tls: null }), {}))).toHaveLength(1);
});

test.each(rules)('%s tells once what several exchanges share', (_, rule) => {
  expect(rule.check(dmpEchanges({ tls: null }, { tls: null }), {})).toHaveLength(1);
});
