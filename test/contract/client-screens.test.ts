import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { testPhysician } from '../../mocks/index.ts';
import { observation } from '../../rules/examples/index.ts';
import { ruleById } from '../../rules/index.ts';
import { ServiceClient } from './support/service-client.ts';

// What a product shows of what a real bench answered it: the rules of screens are red by one that shows it wrong.
let client: ServiceClient;
beforeAll(async () => {
  client = await ServiceClient.open();
});
afterAll(() => client[Symbol.asyncDispose]());
beforeEach(() => client.begin());

async function found(rule: string, shown: JsonObject, parameters: JsonObject = {}): Promise<string[]> {
  return (await ruleById(rule).check({ lecture: observation(shown) }, parameters)).map(({ code }) => code);
}

interface UserInfo {
  SubjectNameID: string;
  family_name: string;
  SubjectRefPro: { exercices: Array<{ activities: Array<{ raisonSocialeSite: string }> }> };
}

async function userOf(persona: string): Promise<UserInfo> {
  const { access_token } = await client.exchange(await client.signIn({}, persona));
  return JSON.parse(await client.identity(access_token)) as UserInfo;
}

describe('psc.choix-activite', () => {
  const kit = '899700366240';
  const parameters = { activites: ['CABINET M DOC0036624', 'HOPITAL TEST DOC0036624'] };
  const names = ({ SubjectRefPro: { exercices } }: UserInfo, count: number): string[] =>
    exercices.flatMap(({ activities }) => activities.slice(0, count).map((one) => one.raisonSocialeSite));

  it('passes a product that offers every activity of the userinfo', async () => {
    expect(await found('psc.choix-activite', { choix: names(await userOf(kit), Infinity) }, parameters)).toEqual([]);
  });

  it('is red by one that offers the first of each exercise', async () => {
    const choix = names(await userOf(kit), 1);
    expect(await found('psc.choix-activite', { choix }, parameters)).toEqual(['activite-manquante']);
  });
});

describe('psc.utilisateur', () => {
  const namesake = { ...testPhysician, id: '899900000025' };
  const accounts = [namesake, testPhysician];
  const parameters = { identifiant: testPhysician.id };

  it('passes a product that knows its users by their national id', async () => {
    const { SubjectNameID } = await userOf(testPhysician.id);
    const account = accounts.find(({ id }) => id === SubjectNameID);
    expect(await found('psc.utilisateur', { identifiant: account?.id ?? '' }, parameters)).toEqual([]);
  });

  it('is red by one that knows them by their name', async () => {
    const { family_name } = await userOf(testPhysician.id);
    const account = accounts.find(({ nom }) => nom === family_name);
    expect(await found('psc.utilisateur', { identifiant: account?.id ?? '' }, parameters)).toEqual(['utilisateur']);
  });
});

describe('psc.ciba-affichage', () => {
  /** The digits that the device of the user shows. */
  async function shownByPsc(): Promise<string> {
    await client.ciba({ binding_message: '07' });
    return client.banc.bench.controls.psc.pendingCiba(testPhysician.id)?.[0]?.bindingMessage ?? '';
  }

  it('passes a product that shows the digits as they were sent', async () => {
    const chiffres = await shownByPsc();
    expect(await found('psc.ciba-affichage', { message: `Vérifiez le nombre 07` }, { chiffres })).toEqual([]);
  });

  it('is red by one that shows them as a number', async () => {
    const chiffres = await shownByPsc();
    const message = `Vérifiez le nombre ${Number('07')}`;
    expect(await found('psc.ciba-affichage', { message }, { chiffres })).toEqual(['chiffres-non-montres']);
  });
});

describe('psc.retour-deconnexion', () => {
  const end = 'https://produit.test/fin';

  /** Signs out of PSC, which comes back without `state`. */
  async function returned(): Promise<string | null> {
    client.banc.bench.controls.psc.program({ logoutState: 'omis' });
    const { id_token = '' } = await client.exchange(await client.signIn());
    const query = { id_token_hint: id_token, post_logout_redirect_uri: end, state: 'a8Dk2Lq9Xw4Ty7Ze' };
    const { location } = await client.logout(query);
    expect(location).toMatch(/^https:\/\/produit\.test\/fin/);
    return new URL(location).searchParams.get('state');
  }

  it('passes a product that does without state', async () => {
    await returned();
    expect(await found('psc.retour-deconnexion', { utilisateur: '', erreur: '' })).toEqual([]);
  });

  it('is red by one that wants it', async () => {
    const erreur = (await returned()) === null ? 'Paramètre state manquant' : '';
    expect(await found('psc.retour-deconnexion', { utilisateur: '', erreur })).toEqual(['erreur-au-retour']);
  });
});

describe('annuaire.mssante', () => {
  const finess = '990000019';
  const boites = ['accueil@test.mssante.fr', 'labo@test.mssante.fr'];
  const autres = ['contact@exemple.test'];

  interface Contact {
    system: string;
    value: string;
    extension?: Array<{ valueCoding?: { code: string } }>;
  }

  beforeEach(() => {
    const code = { code: 'SA07', libelle: 'Cabinet individuel' };
    client.banc.bench.controls.annuaire.publishStructures([
      {
        id: `F${finess}`,
        finess,
        raisonSociale: 'CABINET TEST DES BOITES',
        secteur: code,
        numeroVoie: '1',
        typeVoie: { code: 'R', libelle: 'Rue' },
        voie: 'DE TEST',
        codePostal: '63000',
        commune: { code: '63113', libelle: 'Clermont-Ferrand' },
        telephone: '0000000000',
        courriel: autres[0] ?? '',
        mailboxes: boites.map((adresse) => ({ adresse, type: 'ORG', dematerialisation: true })),
      },
    ]);
  });

  async function emails(): Promise<Contact[]> {
    const { body } = await client.directory(`/fhir/v2/Organization?identifier=${finess}&active=true`);
    const { entry } = JSON.parse(body) as { entry: Array<{ resource: { telecom: Contact[] } }> };
    return entry.flatMap(({ resource }) => resource.telecom).filter(({ system }) => system === 'email');
  }

  const addresses = (contacts: Contact[]): JsonObject => ({ adresses: contacts.map(({ value }) => value) });
  const isMailbox = ({ extension = [] }: Contact): boolean =>
    extension.some(({ valueCoding }) => valueCoding?.code === 'MSSANTE');

  it('passes a product that offers what is said to be a mailbox', async () => {
    const shown = addresses((await emails()).filter(isMailbox));
    expect(await found('annuaire.mssante', shown, { boites, autres })).toEqual([]);
  });

  it('is red by one that offers every address', async () => {
    expect(await found('annuaire.mssante', addresses(await emails()), { boites, autres })).toEqual([
      'adresse-ordinaire',
    ]);
  });

  it('is red by one that offers the first only', async () => {
    const shown = addresses((await emails()).filter(isMailbox).slice(0, 1));
    expect(await found('annuaire.mssante', shown, { boites, autres })).toEqual(['boite-manquante']);
  });
});
