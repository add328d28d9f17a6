import { Then, When } from '@cucumber/cucumber';
import { latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { dmpSlice, fedDocuments } from './consultation-actions.ts';

When(
  /^il intègre au dossier les (deux premiers )?documents du DMP$/,
  async function (this: ProbantWorld, first: string | null) {
    const titres = chosen(this, first !== null && first !== undefined).map(({ titre }) => titre);
    const { value } = await this.read('consulterDmp');
    const reperes = value.documents.flatMap(({ titre, repere }) =>
      titres.some((one) => titre.includes(one)) ? [repere] : [],
    );
    this.mark();
    await this.perform('integrerDocumentsDmp', { dossier: this.dossier(), reperes });
  },
);

When(
  /^il règle la conservation des documents du dossier à (\d+) ans$/,
  async function (this: ProbantWorld, years: number) {
    await this.perform('regler', { reglage: 'conservation_documents', valeur: String(years) });
  },
);

When(
  /^il règle le préchargement des documents du DMP, gardés (\d+) jours$/,
  async function (this: ProbantWorld, days: number) {
    await this.perform('regler', { reglage: 'prechargement_dmp', valeur: 'oui' });
    await this.perform('regler', { reglage: 'duree_garde_dmp', valeur: String(days) });
  },
);

When('il arrête le préchargement des documents du DMP', async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'prechargement_dmp', valeur: 'non' });
  await this.perform('regler', { reglage: 'duree_garde_dmp', valeur: '7' });
});

When('il lance la consultation du DMP sans en attendre la fin', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('lancerRequeteDmp', { dossier: this.dossier(), requete: 'consultation', document: null });
});

When('il lance le dépôt du document au DMP sans en attendre la fin', async function (this: ProbantWorld) {
  const { document } = latestDocument(this);
  this.mark();
  await this.perform('lancerRequeteDmp', { dossier: this.dossier(), requete: 'depot', document });
});

When("il va voir d'autres écrans du dossier", async function (this: ProbantWorld) {
  await this.read('lireFiche');
  await this.read('lireDocuments');
});

/** The wait of one call is bounded: the product answers well before the driver gives up. */
const waits = 5;

When('il attend la fin des requêtes au DMP', async function (this: ProbantWorld) {
  for (let rank = 0; rank < waits; rank += 1) {
    await this.perform('attendreRequetesDmp', { dossier: this.dossier() });
    const { value } = await this.read('lireRequetesDmp');
    const { requetes } = value;
    if (requetes.length > 0 && !requetes.some(({ etat }) => /cours|attente/i.test(etat))) return;
  }
});

Then('les deux premiers documents ont été lus au DMP', async function (this: ProbantWorld) {
  const echanges = await dmpSlice(this, 2);
  for (const { uniqueId } of chosen(this, true)) await this.judge('dmp.consultation', { echanges }, { uniqueId });
});

Then('le dossier montre les deux premiers documents du DMP, et eux seuls', async function (this: ProbantWorld) {
  const titres = chosen(this, true).map(({ titre }) => titre);
  const exclus = fedDocuments(this).flatMap(({ titre }) => (titres.includes(titre) ? [] : [titre]));
  await this.judge('dmp.integres', { lecture: await this.read('lireDocumentsIntegres') }, { titres, exclus });
});

Then(/^les documents intégrés du DMP sont conservés (\d+) ans$/, async function (this: ProbantWorld, years: number) {
  const titres = fedDocuments(this).map(({ titre }) => titre);
  const lecture = await this.read('lireDocumentsIntegres');
  await this.judge('dmp.integres', { lecture }, { titres, annees: years });
});

Then(
  /^la conservation des documents du dossier à (\d+) ans est enregistrée$/,
  async function (this: ProbantWorld, years: number) {
    const lecture = await this.perform('lireReglage', { reglage: 'conservation_documents' });
    await this.judge('lecture.reglage', { lecture }, { valeur: String(years) });
  },
);

Then(/^la durée de garde de (\d+) jours est enregistrée$/, async function (this: ProbantWorld, days: number) {
  const lecture = await this.perform('lireReglage', { reglage: 'duree_garde_dmp' });
  await this.judge('lecture.reglage', { lecture }, { valeur: String(days) });
});

Then('la requête au DMP se montre en cours', async function (this: ProbantWorld) {
  await this.judge(
    'dmp.requetes',
    { lecture: await this.perform('lireRequetesDmp', here(this)) },
    { etat: 'en cours' },
  );
});

Then('la fin des requêtes au DMP se montre', async function (this: ProbantWorld) {
  await this.judge('dmp.requetes', { lecture: await this.perform('lireRequetesDmp', here(this)) }, { etat: 'finies' });
});

Then('les documents du DMP ont été cherchés', async function (this: ProbantWorld) {
  const echanges = (await dmpSlice(this, 2)) as Seen;
  await this.judge('dmp.consultation', { echanges });
  await this.judge('dmp.autorisation', { echanges });
});

function here(world: ProbantWorld): { dossier: string } {
  return { dossier: world.dossier() };
}

/** The documents that the scenario brings into the file: the first two, or all. */
function chosen(world: ProbantWorld, two: boolean): ReturnType<typeof fedDocuments> {
  return two ? fedDocuments(world).slice(0, 2) : fedDocuments(world);
}
