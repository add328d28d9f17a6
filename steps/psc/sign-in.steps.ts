import { Given, Then, When } from '@cucumber/cucumber';
import type { VerbArgs } from '../../candidate/index.ts';
import type { Correspondent } from '../../core/index.ts';
import type { PscFault } from '../../mocks/index.ts';
import type { ProbantWorld } from '../runtime/index.ts';
import { calls, expectMember, expectNobody, memberOf, remember } from './memory.ts';

Given('un professionnel de santé qui a un compte dans le logiciel', function (this: ProbantWorld) {
  return join(this, this.drawCorrespondent());
});

Given(
  'un professionnel de santé et son homonyme, qui ont chacun un compte dans le logiciel',
  async function (this: ProbantWorld) {
    const namesake = this.drawCorrespondent();
    const { rpps, adresse } = this.drawCorrespondent();
    // The namesake first: who looks for a name finds him.
    await join(this, namesake);
    await join(this, { ...namesake, rpps, adresse });
  },
);

When('il se connecte par Pro Santé Connect', function (this: ProbantWorld) {
  return connect(this, {});
});

When('il se connecte par Pro Santé Connect avec sa carte', function (this: ProbantWorld) {
  return connect(this, { moyen: 'CPS' });
});

When('il se connecte par Pro Santé Connect dans un navigateur externe', function (this: ProbantWorld) {
  return connect(this, { navigateur: 'externe' });
});

When('il se connecte par son compte local', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('connecterParCompte', { compte: memberOf(this).compte });
});

When('il se déconnecte du logiciel', async function (this: ProbantWorld) {
  await this.perform('fermerSession', {});
});

Then(
  "l'écran de connexion propose Pro Santé Connect et mène à des conditions d'utilisation qui en parlent",
  async function (this: ProbantWorld) {
    await this.judge('psc.ecran-connexion', { lecture: await this.perform('lireEcranConnexion', {}) });
  },
);

Then('sa demande à Pro Santé Connect est conforme', async function (this: ProbantWorld) {
  const echanges = await calls(this, 3);
  for (const rule of ['requete', 'etat-nonce', 'secret-serveur']) await this.judge(`psc.${rule}`, { echanges });
  await this.judge('psc.adresse-retour', { echanges }, { poste: true });
});

Then('sa demande à Pro Santé Connect veut le niveau eidas1', async function (this: ProbantWorld) {
  await this.judge('psc.requete', { echanges: await calls(this, 3) });
});

Then('la session est ouverte à son nom, sous son compte', function (this: ProbantWorld) {
  return expectMember(this);
});

Then("aucune session n'est ouverte", function (this: ProbantWorld) {
  return expectNobody(this);
});

Then('la connexion par carte a abouti', async function (this: ProbantWorld) {
  await this.judge('psc.tolerance', { echanges: await calls(this, 3) }, { variante: 'eidas2' });
});

Then(
  "un retour, un jeton ou une identité qui ne répond pas à sa demande n'ouvre aucune session",
  async function (this: ProbantWorld) {
    for (const fault of ['etat_faux', 'nonce_faux', 'signature_fausse', 'sujet_userinfo_faux'] as const) {
      await refuse(this, fault);
    }
    this.controls.psc.program({ subject: memberOf(this).id, faults: [] });
  },
);

Then("il n'est plus connecté, ni au logiciel, ni à Pro Santé Connect", async function (this: ProbantWorld) {
  const echanges = await calls(this, 1);
  await this.judge('psc.deconnexion', { echanges }, { par: 'utilisateur', poste: true });
  await this.judge('psc.retour-deconnexion', { lecture: await this.perform('lireSession', {}) });
});

Then("la mire de Pro Santé Connect s'est montrée de nouveau", async function (this: ProbantWorld) {
  await this.judge('psc.mire', { echanges: await calls(this, 3) });
});

/** A professional is known to Pro Santé Connect, and has an account of the product under his RPPS. */
async function join(world: ProbantWorld, person: Correspondent): Promise<void> {
  const { nom, prenom, rpps } = person;
  const id = `8${rpps}`;
  world.controls.psc.publish({
    id,
    nom,
    prenom,
    civilite: 'MME',
    profession: '10',
    specialite: 'SM54',
    activites: [{ structureId: `R${rpps}0`, structure: `CABINET TEST ${nom}`, secteur: 'SA07', mode: 'L' }],
  });
  const { value } = await world.perform('creerCompte', { nom, prenom, rpps });
  remember(world, { person, id, ...(value.compte === null ? {} : { compte: value.compte }) });
}

async function connect(world: ProbantWorld, how: Partial<VerbArgs<'connecterParPsc'>>): Promise<void> {
  const professionnel = memberOf(world).id;
  world.mark();
  await world.perform('connecterParPsc', { professionnel, moyen: 'e-CPS', navigateur: 'meme', ...how });
}

/** Pro Santé Connect answers something false: the product must not let anybody in. */
async function refuse(world: ProbantWorld, fault: PscFault): Promise<void> {
  world.controls.psc.program({ subject: memberOf(world).id, faults: [fault] });
  await connect(world, {});
  const echanges = await calls(world, 1);
  if (fault === 'etat_faux') await world.judge('psc.retour-faux', { echanges }, { panne: fault });
  else if (fault === 'sujet_userinfo_faux') await world.judge('psc.userinfo-faux', { echanges });
  else await world.judge('psc.jeton-faux', { echanges }, { panne: fault });
  await expectNobody(world);
}
