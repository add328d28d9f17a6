import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld, Seen, Subject } from '../runtime/index.ts';
import { dmpSlice, type GenreName, genres } from './consultation-actions.ts';

When('il ouvre le dossier du patient', async function (this: ProbantWorld) {
  this.mark();
  await this.read('ouvrirDossier');
});

When('tous les types de documents sont signalés', async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'types_signales', valeur: '' });
  await this.perform('regler', { reglage: 'types_signales_services', valeur: '' });
});

When(
  /^il règle les types signalés pour (la structure|l'autre service) sur (une synthèse|un compte rendu de biologie|un compte rendu d'imagerie)$/,
  async function (this: ProbantWorld, whom: string, name: GenreName) {
    const { code } = genres[name];
    await this.perform(
      'regler',
      whom === 'la structure'
        ? { reglage: 'types_signales', valeur: code }
        : { reglage: 'types_signales_services', valeur: `Cardiologie=${code}` },
    );
  },
);

Then(
  /^le dossier montre sans clic l'identité (qualifiée|provisoire)$/,
  async function (this: ProbantWorld, statut: string) {
    await this.judge('dmp.dossier-ouvert', { lecture: opened(this) }, { statut: statut.slice(0, 6) });
  },
);

Then('le dossier montre sans clic le DMP actif et le professionnel autorisé', async function (this: ProbantWorld) {
  await this.judge('dmp.dossier-ouvert', { lecture: opened(this) }, { etat: 'actif', autorisation: 'valide' });
});

Then("la vérification du DMP est partie d'elle-même, pour ce patient", async function (this: ProbantWorld) {
  const echanges = await dmpSlice(this, 1);
  const { matricule, cle, oid } = this.subject.person;
  await this.judge('dmp.message', { echanges });
  await this.judge('dmp.patient', { echanges }, { matricule: matricule + cle, oid });
});

const expected = [
  { etat: 'actif', autorisation: 'valide' },
  { etat: 'actif', autorisation: 'absente' },
  { etat: 'ferm' },
];

Then("chaque dossier montre sans clic l'état de son DMP", async function (this: ProbantWorld) {
  for (const [rank, subject] of this.subjects.entries()) await showsState(this, subject, expected[rank] ?? {});
});

Then("le dossier signale 2 documents de biologie et 1 d'imagerie", async function (this: ProbantWorld) {
  const nouveautes = [
    { type: 'biologi', nombre: 2 },
    { type: 'imagerie', nombre: 1 },
  ];
  await this.judge('dmp.dossier-ouvert', { lecture: opened(this) }, { nouveautes });
});

Then("le dossier dit qu'il n'y a aucun document nouveau", async function (this: ProbantWorld) {
  await this.judge('dmp.dossier-ouvert', { lecture: opened(this) }, { nouveautes: [] });
});

Then(
  /^le dossier ne signale que (une synthèse|un compte rendu de biologie|un compte rendu d'imagerie)$/,
  async function (this: ProbantWorld, name: GenreName) {
    const nouveautes = [{ type: genres[name].type, nombre: 1 }];
    await this.judge('dmp.dossier-ouvert', { lecture: opened(this) }, { nouveautes });
  },
);

async function showsState(world: ProbantWorld, subject: Subject, state: object): Promise<void> {
  await world.judge('dmp.dossier-ouvert', { lecture: await world.read('ouvrirDossier', subject) }, { ...state });
}

function opened(world: ProbantWorld): Seen {
  return world.last.get('ouvrirDossier') as Seen;
}
