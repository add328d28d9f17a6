import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, query, service, TestPsc } from '../../test/support/psc.ts';
import { pscHandlers, pscService, testPhysician } from './index.ts';

const psc = await TestPsc.open();
const server = setupServer(...pscHandlers(psc.realm));
beforeAll(() => server.listen());
afterAll(() => server.close());

describe('pscHandlers', () => {
  it('sign a user in within the unit tests of a publisher, through msw', async () => {
    const asked = { response_type: 'code', client_id: service.id, redirect_uri: service.redirectUris[0] };
    const body = new URLSearchParams({ persona: testPhysician.id });
    const address = `https://psc.test/auth?${query({ ...asked, scope: 'openid', state: 'e' })}`;
    const back = await fetch(address, { method: 'POST', body, redirect: 'manual' });
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const answer = await fetch(`${psc.endpoint}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: service.redirectUris[0] ?? '',
      }),
      headers: { authorization: basic() },
    });
    expect(answer.status).toBe(200);
  });
});

describe('pscService', () => {
  it.each([
    ['invalid_grant', 400, 'Session not active'],
    ['invalid_client', 401, 'Invalid client or Invalid client credentials'],
    ['temporarily_unavailable', 503, 'Erreur demandée au banc'],
  ])('answers %s on demand, in the words of its endpoints', async (code, status, error_description) => {
    const answer = pscService(psc.realm).error?.(code);
    expect([answer?.status, await answer?.json()]).toEqual([status, { error: code, error_description }]);
  });

  it.each([
    ['adresse_inconnue', 404],
    ['corps_trop_gros', 413],
    ['erreur_interne', 500],
  ] as const)('says under a code of its own that the bench refuses: %s', async (failure, status) => {
    const answer = pscService(psc.realm).failure(failure);
    expect([answer.status, await answer.json()]).toMatchObject([status, { error: `probant_${failure}` }]);
  });

  it('knows no other error', () => {
    expect(pscService(psc.realm).error?.('toString')).toBeUndefined();
  });
});
