import { describe, expect, it } from 'vitest';
import type { Exchange } from '../core/index.ts';
import { proofsOfExchange } from './wire-proofs.ts';

const blob = { sha256: '0'.repeat(64), size: 0 };
const sent: Exchange = {
  n: 3,
  service: 'mss-smtp',
  at: '2026-11-22T10:00:00.000Z',
  durationMs: 1,
  remoteAddress: '127.0.0.1',
  tls: null,
  request: { method: 'DATA', path: 'psc', headers: [], body: blob, raw: blob },
  outcome: 'complet',
  keys: [],
};

describe('the proof that an exchange is', () => {
  it('names no platform when a mock answered', () => {
    expect(proofsOfExchange(sent, Buffer.alloc(0))).toEqual([
      expect.not.objectContaining({ relais: expect.anything() }),
    ]);
  });

  it('names the platform that answered through a relay', () => {
    const relayed = { ...sent, relais: { adresse: 'smtp.operateur.test:587', echange: 2 } };
    expect(proofsOfExchange(relayed, Buffer.alloc(0))).toMatchObject([
      { kind: 'source_smtp', relais: 'smtp.operateur.test:587' },
    ]);
  });
});
