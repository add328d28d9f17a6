import { beforeEach, describe, expect, it } from 'vitest';
import { TestApi } from '../../test/support/annuaire.ts';

const api = new TestApi({ professionals: 5, structures: 5 });
const { directory } = api;
beforeEach(() => {
  directory.reset();
  api.now += 10_000;
});

async function status(key: string): Promise<number> {
  return (await api.call('metadata', { headers: { 'esante-api-key': key } })).status;
}

async function statuses(calls: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < calls; i += 1) found.push(await status(directory.apiKey));
  return found;
}

describe('the key of the API', () => {
  it('goes in the header ESANTE-API-KEY', async () => {
    expect([await status(directory.apiKey), await status(''), await status('inconnue')]).toEqual([200, 401, 401]);
  });

  it('is not taken from the address', async () => {
    const { status: without } = await api.call(`metadata?ESANTE-API-KEY=${directory.apiKey}`, {
      headers: { 'esante-api-key': '' },
    });
    expect(without).toBe(401);
  });

  it('is answered by the gateway, not by the API', async () => {
    const { body } = await api.call('metadata', { headers: { 'esante-api-key': '' } });
    expect(body).toEqual({ message: 'Unauthorized', http_status_code: 401 });
  });

  it('may be suspended, for its owner alone', async () => {
    directory.apiKeys([{ cle: directory.apiKey, etat: 'suspendue' }], 'scenario');
    const during = await status(directory.apiKey);
    directory.reset('scenario');
    expect([during, await status(directory.apiKey)]).toEqual([403, 200]);
  });

  it('may be one of several', async () => {
    directory.apiKeys([{ cle: 'seconde' }]);
    expect(await status('seconde')).toBe(200);
  });

  it('may be chosen with the directory', async () => {
    const chosen = new TestApi({ professionals: 1, structures: 1, apiKeys: ['a', 'b'] });
    const second = await chosen.call('metadata', { headers: { 'esante-api-key': 'b' } });
    expect([chosen.directory.apiKey, second.status]).toEqual(['a', 200]);
  });
});

describe('throttling', () => {
  it('admits seventeen calls a second', async () => {
    expect(await statuses(19)).toEqual([...Array.from({ length: 17 }, () => 200), 429, 429]);
  });

  it('opens again with the next second', async () => {
    await statuses(18);
    api.now += 1000;
    expect(await statuses(1)).toEqual([200]);
  });

  it('says its limit and when it opens', async () => {
    await statuses(17);
    const { body, headers } = await api.call('metadata');
    expect([body.message, headers.get('x-rate-limit-limit'), headers.get('x-rate-limit-reset')]).toEqual([
      'Rate limit exceeded! You reached the limit of 17 requests per 1 seconds',
      '17',
      String(api.now + 1000),
    ]);
  });

  it('counts each key apart', async () => {
    directory.apiKeys([{ cle: 'seconde' }]);
    await statuses(18);
    expect(await status('seconde')).toBe(200);
  });

  it('follows the quota of the bench', async () => {
    directory.configureApi({ quota: 1 });
    expect(await statuses(2)).toEqual([200, 429]);
  });
});
