import { describe, expect, it } from 'vitest';
import type { Exchange } from './journal.ts';
import { journalLine } from './journal-line.ts';
import { canonicalJson, type Json } from './json.ts';

const blob = { size: 3, sha256: 'b'.repeat(64) };
const least: Exchange = {
  service: 'insi',
  n: 1,
  remoteAddress: '::1',
  at: '2026-03-02T09:00:00.000Z',
  durationMs: 0,
  tls: null,
  outcome: 'refus_tls',
  keys: [],
};
const whole: Exchange = {
  ...least,
  durationMs: 12,
  keys: ['DE VINCI', 'É\u2028"\\'],
  tls: { version: 'TLSv1.2', cipher: 'X', authorized: true, serverName: 'localhost' },
  request: {
    method: 'POST',
    path: '/lps?é=\t',
    headers: [['Host', 'localhost']],
    raw: blob,
    body: { ...blob, fullSize: 9e6, fullSha256: 'a'.repeat(64) },
  },
  response: { status: 200, headers: [['Content-Type', 'a; b="c"']], body: blob, raw: blob },
  relais: { echange: 4, adresse: 'insi.test:443' },
  panne: 'attend',
};

describe('a line of the journal', () => {
  it.each([
    ['with all that an exchange may hold', whole],
    ['with the least', least],
    ['with an answer that broke off', { ...whole, response: undefined } as unknown as Exchange],
  ])('is canonical JSON: %s', (_, exchange) => {
    const previous = '0'.repeat(64);
    const { response, ...others } = exchange;
    const given = response === undefined ? others : exchange;
    expect(journalLine(exchange, previous)).toBe(canonicalJson({ ...given, previous } as unknown as Json));
  });
});
