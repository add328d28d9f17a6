import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { type PscFault, testPhysician } from '../../mocks/index.ts';
import { allRules } from '../../rules/index.ts';
import { ServiceClient } from './support/service-client.ts';

// What the rules of PSC and of the Annuaire see of a real bench: each is red by a wrong client, and not by a right one.
let client: ServiceClient;
beforeAll(async () => {
  client = await ServiceClient.open();
});
afterAll(() => client[Symbol.asyncDispose]());
beforeEach(() => client.begin());

/** What a right client does, what a wrong one does, and what the rule finds of it. */
interface Case {
  parameters?: JsonObject;
  right(): Promise<unknown>;
  wrong(): Promise<unknown>;
  found: string[];
}

const signedIn = async (): Promise<Record<string, string>> => client.exchange(await client.signIn());
const program = (behaviour: Parameters<typeof client.banc.bench.controls.psc.program>[0]): void =>
  client.banc.bench.controls.psc.program(behaviour);

const ofPsc: Record<string, Case> = {
  'psc.requete': {
    right: () => client.signIn(),
    wrong: () => client.signIn({ scope: 'openid' }),
    found: ['scope'],
  },
  'psc.etat-nonce': {
    right: () => client.signIn(),
    wrong: () => client.signIn({ state: '1234' }),
    found: ['state-devinable'],
  },
  'psc.adresse-retour': {
    parameters: { adresses: [ServiceClient.redirect] },
    right: () => signedIn(),
    wrong: async () => client.exchange(await client.signIn(), { redirect_uri: `${ServiceClient.redirect}/` }),
    found: ['adresse-changee'],
  },
  'psc.secret-serveur': {
    right: () => signedIn(),
    async wrong() {
      const form = { grant_type: 'authorization_code', code: await client.signIn() };
      await client.call(client.realm('token'), { form, headers: { origin: 'https://produit.test' } });
    },
    found: ['navigateur', 'client-anonyme'],
  },
  'psc.rafraichissement': {
    parameters: { attendu: 'reconnexion' },
    async right() {
      const { refresh_token } = await signedIn();
      client.banc.bench.controls.psc.revoke(testPhysician.id);
      await client.refresh(refresh_token);
      await client.signIn({ state: 'b5Fh1Jm6Pn3Rs0Uv', nonce: 'a8Dk2Lq9Xw4Ty7Ze' });
    },
    async wrong() {
      const { refresh_token } = await signedIn();
      client.banc.bench.controls.psc.revoke(testPhysician.id);
      await client.refresh(refresh_token);
      await client.refresh(refresh_token);
    },
    found: ['rafraichissement-insistant', 'reconnexion-absente'],
  },
  'psc.tolerance': {
    parameters: { variante: 'eidas2' },
    async right() {
      program({ acr: 'eidas2' });
      await client.identity((await signedIn())['access_token']);
    },
    async wrong() {
      program({ acr: 'eidas2' });
      await signedIn();
      await client.signIn();
    },
    found: ['userinfo-non-lu', 'connexion-abandonnee'],
  },
  'psc.deconnexion': {
    parameters: { par: 'utilisateur' },
    right: async () => client.logout({ id_token_hint: (await signedIn())['id_token'] ?? '' }),
    wrong: () => signedIn(),
    found: ['deconnexion-absente'],
  },
  'psc.mire': {
    right: () => client.signIn(),
    wrong: () => client.signInAgain(),
    found: ['session-reprise'],
  },
  'psc.ciba': {
    async right() {
      client.banc.bench.controls.psc.ciba(testPhysician.id, 'accepte');
      await client.ciba();
    },
    wrong: async () => client.poll(await client.ciba()),
    found: ['intervalle'],
  },
  'psc.liaison': {
    right: async () => client.exchangeForApi((await signedIn())['access_token']),
    wrong: async () => client.exchangeForApi((await signedIn())['access_token'], { certificate: false }),
    found: ['certificat'],
  },
  'psc.userinfo-faux': {
    async right() {
      program({ faults: ['sujet_userinfo_faux'] });
      await client.identity((await signedIn())['access_token']);
    },
    async wrong() {
      program({ faults: ['sujet_userinfo_faux'] });
      const { access_token } = await signedIn();
      await client.identity(access_token);
      await client.identity(access_token);
    },
    found: ['session-poursuivie'],
  },
};

describe.each(Object.entries(ofPsc))('%s', (rule, { parameters, right, wrong, found }) => {
  it('passes a right client', async () => {
    await right();
    expect(await client.found('psc', rule, parameters)).toEqual([]);
  });

  it('is red by a wrong one', async () => {
    await wrong();
    expect(await client.found('psc', rule, parameters)).toEqual(found);
  });
});

it('a token that was refreshed passes psc.rafraichissement', async () => {
  const { access_token, refresh_token } = await signedIn();
  await client.identity(access_token);
  await client.identity((await client.refresh(refresh_token))['access_token']);
  expect(await client.found('psc', 'psc.rafraichissement', { attendu: 'rafraichissement' })).toEqual([]);
});

describe('psc.retour-faux', () => {
  it.each(['etat_faux', 'etat_absent', 'emetteur_retour_faux'] as const)(
    'shows whether a client uses the code after %s',
    async (panne) => {
      program({ faults: [panne] });
      const code = await client.signIn();
      expect(await client.found('psc', 'psc.retour-faux', { panne })).toEqual([]);
      await client.exchange(code);
      expect(await client.found('psc', 'psc.retour-faux', { panne })).toEqual(['code-utilise']);
    },
  );
});

describe('psc.jeton-faux', () => {
  const faults: PscFault[] = ['nonce_faux', 'nonce_absent', 'emetteur_faux', 'audience_fausse', 'jeton_expire'];
  it.each([...faults, 'signature_fausse', 'cle_inconnue', 'algorithme_none'] as PscFault[])(
    'shows whether a client uses the tokens after %s',
    async (panne) => {
      program({ faults: [panne] });
      const { access_token } = await signedIn();
      expect(await client.found('psc', 'psc.jeton-faux', { panne })).toEqual([]);
      await client.identity(access_token);
      expect(await client.found('psc', 'psc.jeton-faux', { panne })).toEqual(['jeton-utilise']);
    },
  );
});

const search = '/fhir/v2/Practitioner?family=TESTTO&active=true&_count=200';

/** The Bundle of an answer, as far as a client reads it. */
interface Bundle {
  entry: Array<{ resource: { id: string } }>;
  link: Array<{ relation: string; url: string }>;
}

async function page(path: string): Promise<Bundle> {
  return JSON.parse((await client.directory(path)).body) as Bundle;
}

function after({ link }: Bundle): string | undefined {
  const url = link.find(({ relation }) => relation === 'next')?.url;
  return url === undefined ? undefined : `${new URL(url).pathname}${new URL(url).search}`;
}

/** Follows every page of a search. */
async function whole(): Promise<void> {
  for (let next: string | undefined = search; next !== undefined; next = after(await page(next)));
}

const extraction = '/annuaire-sante-webservices/V300/services/extraction/PS_LibreAcces_Personne_activite.txt';

const ofDirectory: Record<string, Case> = {
  'annuaire.pages': {
    right: whole,
    wrong: () => page(search),
    found: ['page-oubliee'],
  },
  'annuaire.cle': {
    right: whole,
    wrong: async () => client.directory(after(await page(search)) ?? '', { headers: {} }),
    found: ['cle-absente'],
  },
  'annuaire.erreurs': {
    right: whole,
    async wrong() {
      for (let i = 0; i < 3; i += 1) await client.directory(search, { headers: { 'esante-api-key': 'fausse' } });
    },
    found: ['erreur-redemandee'],
  },
  'annuaire.actifs': {
    parameters: { filtre: 'requis' },
    right: whole,
    wrong: () => page('/fhir/v2/Practitioner?family=TESTTO'),
    found: ['inactifs'],
  },
  'annuaire.identifiants': {
    async right() {
      const { entry } = await page('/fhir/v2/Practitioner?identifier=99900000017');
      await client.directory(`/fhir/v2/Practitioner/${entry[0]?.resource.id}`);
    },
    wrong: () => client.directory('/fhir/v2/Practitioner/003-3000-4000'),
    found: ['identifiant-technique'],
  },
  'annuaire.requetes': {
    right: whole,
    async wrong() {
      await client.directory('/fhir/v2/Practitioner/003-3000-4000', { method: 'DELETE' });
      await client.directory('/fhir/v2/Practitioner?rpps=99900000017');
    },
    found: ['methode', 'parametre-refuse'],
  },
  'annuaire.version': {
    right: whole,
    wrong: () => client.directory('/fhir/v1/Practitioner?identifier=http://rpps.fr|1'),
    found: ['ancienne-version', 'ancien-systeme'],
  },
  'annuaire.extraction': {
    right: () => client.directory(extraction, { headers: {} }),
    wrong: () => client.directory(`${extraction}.zip`, { headers: {} }),
    found: ['extraction-non-obtenue'],
  },
};

describe.each(Object.entries(ofDirectory))('%s', (rule, { parameters, right, wrong, found }) => {
  it('passes a right user of the API', async () => {
    await right();
    expect(await client.found('annuaire', rule, parameters)).toEqual([]);
  });

  it('is red by a wrong one', async () => {
    await wrong();
    expect(await client.found('annuaire', rule, parameters)).toEqual(found);
  });
});

it('the pages of a right user are several', async () => {
  expect(after(await page(search))).toBeDefined();
});

it('every rule of these services that looks at the wire is here', () => {
  const here = [...Object.keys(ofPsc), ...Object.keys(ofDirectory), 'psc.retour-faux', 'psc.jeton-faux'];
  const wire = allRules().filter(({ id, appliesTo }) => appliesTo === 'echanges' && /^(?:psc|annuaire)\./.test(id));
  expect(here.sort()).toEqual(wire.map(({ id }) => id).sort());
});
