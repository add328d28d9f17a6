import { expect, test } from 'vitest';
import { dmpEchanges, testActor, testSubject } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { certificatClient } from './certificat-client.rule.ts';

const where = 'échange 1 · TLS · certificat client';
const check = (tls: Record<string, unknown>, structure: string = testActor.structure): string[] =>
  places(certificatClient.check(dmpEchanges({ tls }), { structure }));
const peer = (changes: Record<string, string>) => ({
  peer: { subject: testSubject, issuer: 'CN=TEST AC', ...changes },
});

test('accepts the certificate of the structure', () => {
  expect(check(peer({ validFrom: '2026-01-01T00:00:00Z', validTo: '2027-01-01T00:00:00Z' }))).toEqual([]);
});

test('refuses no certificate', () => {
  expect(check({ peer: undefined })).toEqual([`absent @ ${where}`]);
});

test('refuses an authority that the bench does not accept', () => {
  expect(check({ authorized: false })).toEqual([`autorite @ ${where}`]);
});

test.each([
  { validTo: '2026-03-02T09:00:00Z', validFrom: '2025-01-01T00:00:00Z' },
  { validTo: '2027-01-01T00:00:00Z', validFrom: '2026-03-03T00:00:00Z' },
])('refuses a certificate that is not current: %j', (changes) => {
  expect(check(peer(changes))).toEqual([`perime @ ${where}`]);
});

test('refuses the certificate of another structure', () => {
  expect(check({}, '1630000019')).toEqual([`structure @ ${where}`]);
});
