import { Given, Then, When } from '@cucumber/cucumber';
import { validateDocument, write } from '../documents/actions.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Then("le CDA est conforme et porte l'INS du patient", async function (this: ProbantWorld) {
  const lecture = this.last.get('exporterDocument') as Seen;
  for (const rule of ['cda.entete', 'cda.auteur', 'cda.corps']) await this.judge(rule, { lecture });
  await expectPatient(this, true);
});

Then("le CDA ne porte pas l'INS du patient", function (this: ProbantWorld) {
  return expectPatient(this, false);
});

When('il règle les mentions destinées au patient', async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'mentions_rgpd', valeur: mentions(this) });
});

Then('le réglage des mentions est gardé', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'mentions_rgpd' });
  await this.judge('lecture.reglage', { lecture }, { valeur: mentions(this) });
});

Then('le bas de chaque page imprime les mentions réglées', async function (this: ProbantWorld) {
  const lecture = this.last.get('exporterDocument') as Seen;
  await this.judge('pdf.texte', { lecture }, { textes: [mentions(this)], pied: true });
});

When('il règle le rappel du volet de synthèse à 6 mois', async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'rappel_synthese', valeur: '6' });
});

Then('le dossier montre le rappel du volet de synthèse, à 6 mois', async function (this: ProbantWorld) {
  await this.judge('document.rappel', { lecture: await this.read('lireAlertesSynthese') }, { mois: 6 });
});

Given('un volet de synthèse validé du patient', async function (this: ProbantWorld) {
  await write(this, 'synthese');
  await validateDocument(this);
});

Then('le dossier ne montre plus de rappel du volet de synthèse', async function (this: ProbantWorld) {
  await this.judge('document.rappel', { lecture: await this.read('lireAlertesSynthese') }, { mois: null });
});

When('il modifie le rappel du volet de synthèse de ce patient', async function (this: ProbantWorld) {
  await this.perform('modifierRappelSynthese', { dossier: this.dossier(), mois: String(delayOf(this)) });
});

Then('le dossier montre le rappel au nouveau délai', async function (this: ProbantWorld) {
  await this.judge('document.rappel', { lecture: await this.read('lireAlertesSynthese') }, { mois: delayOf(this) });
});

/** Months drawn with the person, from 13 to 29: never what the practice has set. */
function delayOf({ subject }: ProbantWorld): number {
  return 13 + (Number(subject.person.matricule) % 17);
}

/** A mention that names somebody of the run: a read of another run does not show it. */
function mentions({ secretariat }: ProbantWorld): string {
  return `Vos droits s’exercent auprès de ${secretariat.nom}.`;
}

async function expectPatient(world: ProbantWorld, qualifiee: boolean): Promise<void> {
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, matricule, cle, oid } =
    world.subject.person;
  const traits = { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance };
  await world.judge(
    'cda.patient',
    { lecture: world.last.get('exporterDocument') as Seen },
    { ...traits, matricule: matricule + cle, oid, qualifiee },
  );
}
