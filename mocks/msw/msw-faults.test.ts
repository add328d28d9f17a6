import { getResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishedIdentities } from '../../core/index.ts';
import { insiRequest } from '../../test/support/insi-request.ts';
import { AnnuaireDirectory, annuaireHandlers } from '../annuaire/index.ts';
import { dmpHandlers } from '../dmp/index.ts';
import type { ServiceFault } from '../faults/index.ts';
import { insiHandlers } from '../insi/index.ts';
import { PscRealm, pscHandlers } from '../psc/index.ts';
import { MswFaults } from './index.ts';

let faults: MswFaults;

beforeEach(() => {
  faults = new MswFaults();
});

async function ask(): Promise<Response> {
  const headers = { 'content-type': 'application/soap+xml;charset=UTF-8' };
  const request = new Request('https://insi.test/lps', { method: 'POST', headers, body: search });
  return answered(await getResponse(faults.disturb('insi', insiHandlers()), request));
}

function answered(response: Response | undefined): Response {
  if (response === undefined) throw new Error('no handler answered');
  return response;
}

const { nomNaissance, prenom, sexe, dateNaissance } = publishedIdentities.ADRUN;
const search = insiRequest({ nomNaissance, prenoms: [prenom], sexe, dateNaissance });
const found = '2751263220749';

describe('MswFaults', () => {
  it('lets the handlers answer when no fault is set', async () => {
    expect(await (await ask()).text()).toContain(found);
  });

  it('lets them answer when the fault is of another service', async () => {
    await faults.set({ service: 'dmp', panne: 'http_503' });
    expect((await ask()).status).toBe(200);
  });

  it('answers 503 with a page as often as asked', async () => {
    await faults.set({ service: 'insi', panne: 'http_503', fois: 1 });
    const first = await ask();
    const second = await ask();
    expect([first.status, first.headers.get('content-type'), second.status]).toEqual([
      503,
      'text/html; charset=utf-8',
      200,
    ]);
  });

  it('meets only the exchanges that bear a key', async () => {
    await faults.set({ service: 'insi', panne: 'http_503', cles: ['NESSI'] });
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['insi', 'desir_550', 'https://insi.test/lps'],
    ['dmp', 'XDSRegistryBusy', 'https://dmp.test/si-dmp-server/v2/services/registry'],
    ['psc', 'invalid_client', 'https://psc.test/auth/realms/esante-wallet/protocol/openid-connect/token'],
  ] as const)('answers with an error of %s, %s', async (service, code, url) => {
    const realm = await PscRealm.create({ clients: [] });
    const handlers = { insi: insiHandlers(), dmp: dmpHandlers(), psc: pscHandlers(realm) }[service];
    await faults.set({ service, panne: 'erreur', code });
    const response = await getResponse(faults.disturb(service, handlers), new Request(url, { method: 'POST' }));
    expect(await answered(response).text()).toContain(code);
  });

  it('cuts the connection', async () => {
    await faults.set({ service: 'insi', panne: 'coupure' });
    expect((await ask()).type).toBe('error');
  });

  it('cuts the answer in its middle', async () => {
    await faults.set({ service: 'insi', panne: 'coupure_reponse' });
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('answers late, and then rightly', async () => {
    await faults.set({ service: 'insi', panne: 'lenteur', delaiMs: 5 });
    expect(await (await ask()).text()).toContain(found);
  });

  it('is silent until the client gives up', async () => {
    await faults.set({ service: 'annuaire', panne: 'silence' });
    const client = new AbortController();
    const request = new Request('https://annuaire.test/fhir/v2/metadata', { signal: client.signal });
    const handlers = faults.disturb('annuaire', annuaireHandlers(new AnnuaireDirectory()));
    const waiting = getResponse(handlers, request);
    client.abort();
    expect(answered(await waiting).type).toBe('error');
  });

  it.each<ServiceFault>([
    { service: 'insi', panne: 'tls_expire' },
    { service: 'annuaire', panne: 'erreur', code: 'inconnu' },
  ])('refuses a fault that it cannot play: $panne', async (fault) => {
    await expect(faults.set(fault)).rejects.toMatchObject({ code: 'panne_invalide' });
    expect(faults.list()).toEqual([]);
  });
});
