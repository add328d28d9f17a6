import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpDriver } from './index.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function adapter(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString('utf8')));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/probant/`;
}

function json(status: number, value: unknown, type = 'application/json'): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => 'aucune erreur',
    (thrown: unknown) => (thrown as { code?: string }).code,
  );
}

describe('httpDriver', () => {
  it('posts the arguments as JSON to the address of the verb', async () => {
    let seen: unknown;
    const adaptateur = await adapter((request, response, body) => {
      seen = { method: request.method, url: request.url, body: JSON.parse(body) };
      json(200, { utilisateur: 'Dr Témoin' })(request, response, body);
    });
    await httpDriver({ adaptateur, delai: 5000 }).perform('ouvrirSession', { profil: 'ordinaire' });
    expect(seen).toEqual({ method: 'POST', url: '/probant/ouvrirSession', body: { profil: 'ordinaire' } });
  });

  it('answers with the value, the adapter as its source and the very bytes received', async () => {
    const adaptateur = await adapter(json(200, '{ "utilisateur": "Dr Témoin", "inconnu": 1 }'));
    const answer = await httpDriver({ adaptateur, delai: 5000 }).perform('ouvrirSession', { profil: 'ordinaire' });
    expect(answer).toEqual({
      value: { utilisateur: 'Dr Témoin' },
      source: 'adaptateur',
      attachments: [
        {
          name: 'reponse.json',
          mediaType: 'application/json',
          bytes: Buffer.from('{ "utilisateur": "Dr Témoin", "inconnu": 1 }'),
        },
      ],
    });
  });

  it.each([404, 501])('says that the verb is lacking on HTTP %i', async (status) => {
    const driver = httpDriver({ adaptateur: await adapter(json(status, '')), delai: 5000 });
    expect(await codeOf(driver.perform('lireFiche', { dossier: '1' }))).toBe('verbe_absent');
  });

  it('no longer offers a verb known to be lacking', async () => {
    const driver = httpDriver({ adaptateur: await adapter(json(501, '')), delai: 5000 });
    await codeOf(driver.perform('lireFiche', { dossier: '1' }));
    expect([driver.can('lireFiche'), driver.can('lireHistorique')]).toEqual([false, true]);
  });

  it('names the field that breaks the contract', async () => {
    const driver = httpDriver({ adaptateur: await adapter(json(200, { dossier: 12, messages: [] })), delai: 5000 });
    await expect(driver.perform('creerIdentite', { traits: {} })).rejects.toMatchObject({
      code: 'pilote_hors_contrat',
      message: expect.stringContaining('dossier'),
    });
  });

  it('refuses a body that is no JSON', async () => {
    const driver = httpDriver({ adaptateur: await adapter(json(200, '<html>', 'text/html')), delai: 5000 });
    expect(await codeOf(driver.perform('creerIdentite', { traits: {} }))).toBe('pilote_hors_contrat');
  });

  it.each([302, 400, 404, 422, 500])('reports HTTP %i as an error of the driver, with its text', async (status) => {
    const driver = httpDriver({ adaptateur: await adapter(json(status, { erreur: 'base absente' })), delai: 5000 });
    await expect(driver.perform('creerIdentite', { traits: {} })).rejects.toMatchObject({
      code: 'pilote_en_erreur',
      message: expect.stringContaining('base absente'),
    });
  });

  it('reports an answer that never comes', async () => {
    const driver = httpDriver({ adaptateur: await adapter(() => undefined), delai: 100 });
    expect(await codeOf(driver.perform('creerIdentite', { traits: {} }))).toBe('delai_depasse');
  });

  it('reports a product that does not listen', async () => {
    const adaptateur = await adapter(() => undefined);
    await new Promise((resolve) => servers.splice(0)[0]!.close(resolve));
    const driver = httpDriver({ adaptateur, delai: 5000 });
    await expect(driver.perform('creerIdentite', { traits: {} })).rejects.toMatchObject({
      code: 'produit_injoignable',
      kind: 'environnement',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('reports a connection cut in the middle of the answer', async () => {
    const adaptateur = await adapter((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"util', () => response.destroy());
    });
    const driver = httpDriver({ adaptateur, delai: 5000 });
    expect(await codeOf(driver.perform('creerIdentite', { traits: {} }))).toBe('produit_injoignable');
  });
});
