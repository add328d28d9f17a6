import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../core/index.ts';
import { type PscFault, testPhysician } from '../../mocks/index.ts';
import { ruleById } from '../../rules/index.ts';
import { cutSlice } from '../../runs/slice.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { httpsFetch } from '../support/https-fetch.ts';

// What the rules of PSC and of the Annuaire see of a real bench: the bytes of its ports, cut as a run cuts them.
let banc: TestBench;
let from: number;
let fetch: ReturnType<typeof httpsFetch>;
beforeAll(async () => {
  banc = await openBench();
  fetch = httpsFetch({ ca: await readFile(banc.bench.files.ca, 'utf8') });
});
afterAll(() => banc[Symbol.asyncDispose]());
beforeEach(() => {
  banc.bench.controls.psc.reset();
  from = banc.bench.journal.last;
});

interface Sent {
  form?: Record<string, string>;
  headers?: Record<string, string>;
}
interface Got {
  location: string;
  body: string;
}

async function call(address: string, { form, headers = {} }: Sent = {}): Promise<Got> {
  const posted = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  const answer = await fetch(address, { headers, ...posted });
  return { location: answer.headers.get('location') ?? '', body: await answer.text() };
}

const redirect = 'https://produit.test/retour';
const asked = {
  response_type: 'code',
  redirect_uri: redirect,
  scope: 'openid scope_all',
  acr_values: 'eidas1',
  state: 'wJ3k9Zq0Vb7LmTx2',
  nonce: 'pR8sYc4Hd1NfGa6U',
};

/** The browser goes to PSC, shows the page, chooses its user, and comes back with a code. */
async function signIn(changes: Record<string, string> = {}): Promise<string> {
  const { endpoints, env } = banc.bench;
  const query = new URLSearchParams({ client_id: env['PROBANT_PSC_CLIENT_ID'] ?? '', ...asked, ...changes });
  const address = `${new URL(endpoints.psc).origin}/auth?${query}`;
  await call(address);
  const { location } = await call(address, { form: { persona: testPhysician.id } });
  return new URL(location).searchParams.get('code') ?? '';
}

async function token(form: Record<string, string>): Promise<Record<string, string>> {
  const { endpoints, env } = banc.bench;
  const secret = Buffer.from(`${env['PROBANT_PSC_CLIENT_ID']}:${env['PROBANT_PSC_CLIENT_SECRET']}`).toString('base64');
  const headers = { authorization: `Basic ${secret}` };
  const { body } = await call(`${endpoints.psc}/protocol/openid-connect/token`, { form, headers });
  return JSON.parse(body) as Record<string, string>;
}

function exchange(code: string): Promise<Record<string, string>> {
  return token({ grant_type: 'authorization_code', code, redirect_uri: redirect });
}

async function identity(access = ''): Promise<void> {
  const headers = { authorization: `Bearer ${access}` };
  await call(`${banc.bench.endpoints.psc}/protocol/openid-connect/userinfo`, { headers });
}

/** What a rule finds in the exchanges of the test, as a run would give them to it. */
async function found(service: string, id: string, parameters: Json = {}): Promise<string[]> {
  const { journal } = banc.bench;
  const window = { from, to: journal.last };
  const exchanges = journal.slice(service, window);
  const slice = cutSlice({ service, keys: [testPhysician.id], window, exchanges });
  const inputs: Record<string, Buffer> = { echanges: Buffer.from(canonicalJson({ value: slice } as unknown as Json)) };
  for (const [i, { request: asking, response }] of exchanges.entries()) {
    if (asking !== undefined) inputs[`requete-${i + 1}`] = await journal.store.get(asking.body.sha256);
    if (response !== undefined) inputs[`reponse-${i + 1}`] = await journal.store.get(response.body.sha256);
  }
  const findings = await ruleById(id).check(inputs, parameters);
  return findings.map(({ code }) => code);
}

describe('a right client of Pro Santé Connect', () => {
  it.each([
    ['psc.requete', {}],
    ['psc.etat-nonce', {}],
    ['psc.adresse-retour', { adresses: [redirect] }],
    ['psc.secret-serveur', {}],
    ['psc.rafraichissement', { attendu: 'rafraichissement' }],
    ['psc.tolerance', { variante: 'eidas2' }],
    ['psc.deconnexion', { par: 'utilisateur' }],
  ] as Array<[string, Json]>)('passes %s', async (id, parameters) => {
    banc.bench.controls.psc.program({ acr: 'eidas2' });
    const { access_token, refresh_token = '', id_token = '' } = await exchange(await signIn());
    await identity(access_token);
    const renewed = await token({ grant_type: 'refresh_token', refresh_token });
    await identity(renewed['access_token']);
    if (id === 'psc.deconnexion') {
      const query = new URLSearchParams({ id_token_hint: id_token });
      await call(`${banc.bench.endpoints.psc}/protocol/openid-connect/logout?${query}`);
    }
    expect(await found('psc', id, parameters)).toEqual([]);
  });

  it('is seen to ask for too little', async () => {
    await signIn({ scope: 'openid', state: '1234' });
    expect(await found('psc', 'psc.requete')).toEqual(['scope']);
    expect(await found('psc', 'psc.etat-nonce')).toEqual(['state-devinable']);
  });
});

describe('wrong answers of Pro Santé Connect', () => {
  it.each(['etat_faux', 'etat_absent', 'emetteur_retour_faux'] as const)(
    'show whether a client uses the code after %s',
    async (panne) => {
      banc.bench.controls.psc.program({ faults: [panne] });
      const code = await signIn();
      expect(await found('psc', 'psc.retour-faux', { panne })).toEqual([]);
      await exchange(code);
      expect(await found('psc', 'psc.retour-faux', { panne })).toEqual(['code-utilise']);
    },
  );

  const tokenFaults: PscFault[] = ['nonce_faux', 'nonce_absent', 'emetteur_faux', 'audience_fausse', 'jeton_expire'];
  it.each([...tokenFaults, 'signature_fausse', 'cle_inconnue', 'algorithme_none'] as PscFault[])(
    'show whether a client uses the tokens after %s',
    async (panne) => {
      banc.bench.controls.psc.program({ faults: [panne] });
      const { access_token } = await exchange(await signIn());
      expect(await found('psc', 'psc.jeton-faux', { panne })).toEqual([]);
      await identity(access_token);
      expect(await found('psc', 'psc.jeton-faux', { panne })).toEqual(['jeton-utilise']);
    },
  );

  it('show whether a client goes on with the identity of another', async () => {
    banc.bench.controls.psc.program({ faults: ['sujet_userinfo_faux'] });
    const { access_token } = await exchange(await signIn());
    await identity(access_token);
    expect(await found('psc', 'psc.userinfo-faux')).toEqual([]);
    await identity(access_token);
    expect(await found('psc', 'psc.userinfo-faux')).toEqual(['session-poursuivie']);
  });
});

describe('a user of the API of the Annuaire Santé', () => {
  const fhir = (path: string, key = banc.bench.env['PROBANT_ANNUAIRE_CLE'] ?? ''): Promise<Got> =>
    call(`${new URL(banc.bench.endpoints.annuaire).origin}${path}`, { headers: { 'esante-api-key': key } });
  const rules = ['cle', 'erreurs', 'actifs', 'identifiants', 'requetes', 'version'].map((name) => `annuaire.${name}`);

  it('passes when it follows every page', async () => {
    let next: string | undefined = '/fhir/v2/Practitioner?family=TESTTO&active=true&_count=200';
    while (next !== undefined) {
      const { link } = JSON.parse((await fhir(next)).body) as { link: Array<{ relation: string; url: string }> };
      const url = link.find(({ relation }) => relation === 'next')?.url;
      next = url === undefined ? undefined : `${new URL(url).pathname}${new URL(url).search}`;
    }
    expect(banc.bench.journal.last - from).toBeGreaterThan(1);
    for (const id of ['annuaire.pages', ...rules]) expect([id, await found('annuaire', id)]).toEqual([id, []]);
  });

  it('is seen to stop at the first page, in the first version, and to insist', async () => {
    await fhir('/fhir/v2/Practitioner?_count=10');
    for (let i = 0; i < 3; i += 1) await fhir('/fhir/v1/Practitioner?identifier=http://rpps.fr|1', 'fausse');
    expect(await found('annuaire', 'annuaire.pages')).toEqual(['page-oubliee']);
    expect(new Set(await found('annuaire', 'annuaire.version'))).toEqual(
      new Set(['ancienne-version', 'ancien-systeme']),
    );
    expect(await found('annuaire', 'annuaire.erreurs')).toEqual(['erreur-redemandee']);
  });
});
