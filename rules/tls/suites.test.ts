import { expect, test } from 'vitest';
import { dmpEchanges } from '../dmp/testing.ts';
import { suites } from './suites.rule.ts';

const check = (tls: Record<string, unknown>, parameters = {}): string[] =>
  suites.check(dmpEchanges({ tls }), parameters).map(({ code, severity, got }) => `${code} ${severity}: ${got}`);
const documented = ['0xC030', '0xC02F', '0xC028', '0xC027', '0x009F', '0x009E'];
const cipher = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';
const offering = (...ciphers: string[]) => ({ cipher, clientHello: { versions: [], ciphers } });

test('accepts the six suites of the MSS, and signals that are no suites', () => {
  expect(check(offering(...documented, '0x00FF', '0x5600', '0x0A0A', '0xFAFA'))).toEqual([]);
});

test('refuses another suite that is offered', () => {
  expect(check(offering('0xC030', '0x009D', '0xCCA8'))).toEqual(['proposee bloquant: 0x009D, 0xCCA8']);
});

test('refuses another suite that is negotiated', () => {
  expect(check({ cipher: 'TLS_RSA_WITH_AES_256_GCM_SHA384' })).toEqual([
    'negociee bloquant: TLS_RSA_WITH_AES_256_GCM_SHA384',
  ]);
});

test('only warns of TLS 1.3', () => {
  expect(check({ ...offering('0xC030', '0x1301', '0x1302'), cipher: 'TLS_AES_256_GCM_SHA384' })).toEqual([
    'negociee avertissement: TLS_AES_256_GCM_SHA384',
    'tls13 avertissement: 0x1301, 0x1302',
  ]);
});

test('the DMP has its own list', () => {
  const chacha = offering('0xCCA8', '0xC030');
  expect(check(chacha, { service: 'dmp' })).toEqual([]);
  expect(check(offering('0xC027'), { service: 'dmp' })).toEqual(['proposee bloquant: 0xC027']);
});
