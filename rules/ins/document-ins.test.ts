import { expect, test } from 'vitest';
import { documentOf, places } from '../testing.ts';
import { documentIns } from './document-ins.rule.ts';

const ins = { matricule: '297022A02077878', oid: '1.2.250.1.213.1.4.8' };
const whole = 'Matricule : 2 97 02 2A 020 778 78, OID 1.2.250.1.213.1.4.8';

test('accepts matricule and OID of a qualified identity, however spaced', () => {
  expect(documentIns.check(documentOf(whole), { ...ins, qualifiee: true })).toEqual([]);
});

test('accepts spaces written as HTML entities', () => {
  const text = whole.replaceAll(' ', '&nbsp;');
  expect(documentIns.check(documentOf(text), { ...ins, qualifiee: true })).toEqual([]);
});

test('accepts a document without INS of an identity that is not qualified', () => {
  expect(documentIns.check(documentOf('ADRTROIS DOMINIQUE'), { ...ins, qualifiee: false })).toEqual([]);
});

test('refuses a qualified identity without its matricule', () => {
  const findings = documentIns.check(documentOf(ins.oid), { ...ins, qualifiee: true });
  expect(places(findings)).toEqual(['matricule-absent @ document (matricule)']);
});

test('refuses a qualified identity without its OID', () => {
  const findings = documentIns.check(documentOf(ins.matricule), { ...ins, qualifiee: true });
  expect(places(findings)).toEqual(['oid-absent @ document (oid)']);
});

test('refuses a matricule without its key on an identity that is not qualified', () => {
  const findings = documentIns.check(documentOf('297022A020778'), { ...ins, qualifiee: false });
  expect(places(findings)).toEqual(['matricule-transmis @ document (matricule)']);
});

test('refuses an OID on an identity that is not qualified', () => {
  const findings = documentIns.check(documentOf(ins.oid), { ...ins, qualifiee: false });
  expect(places(findings)).toEqual(['oid-transmis @ document (oid)']);
});

test('refuses a document that is missing', () => {
  const findings = documentIns.check({}, { ...ins, qualifiee: true });
  expect(places(findings)).toEqual(['matricule-absent @ document (matricule)', 'oid-absent @ document (oid)']);
});
