import { expect, test } from 'vitest';
import { sha256 } from '../../core/index.ts';
import { documentOf, places } from '../testing.ts';
import { cdaIntegre } from './cda-integre.rule.ts';

const cda = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>';
const check = (text: string): string[] => places(cdaIntegre.check(documentOf(text), { sha256: sha256(cda) }));

test('accepts the very bytes', () => {
  expect(check(cda)).toEqual([]);
});

test.each([`${cda}\n`, `\uFEFF${cda}`, '%PDF-1.4'])('refuses other bytes: %s', (text) => {
  expect(check(text)).toEqual(['cda-different @ document']);
});
