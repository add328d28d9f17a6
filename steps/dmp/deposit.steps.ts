import { Given, Then, When } from '@cucumber/cucumber';
import { isProbantError } from '../../core/index.ts';
import { documentsOf, latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Given('le DMP du patient est actif', async function (this: ProbantWorld) {
  const {
    historique: _,
    lieuNaissance: _lieu,
    scenario: _scenario,
    prenoms: _prenoms,
    ...person
  } = this.subject.person;
  this.controls.dmp.declare({ ...person, etat: 'actif', autorisation: 'VALIDE' });
  await allowConsultation(this);
});

const visibilities = {
  'masqué aux professionnels': 'MASQUE_PS',
  'non visible du patient': 'INVISIBLE_PATIENT',
  'non visible des représentants légaux': 'INVISIBLE_REPRESENTANTS_LEGAUX',
} as const;

type Visibility = keyof typeof visibilities;

When(
  /^il dépose le document au DMP(?:, (masqué aux professionnels|non visible du patient|non visible des représentants légaux))?$/,
  async function (this: ProbantWorld, visibility?: Visibility) {
    const { subject, document } = latestDocument(this);
    this.mark();
    await this.perform('deposerDmp', {
      dossier: this.dossier(subject),
      document,
      masquePs: visibility === 'masqué aux professionnels',
      invisiblePatient: visibility === 'non visible du patient',
      invisibleRepresentants: visibility === 'non visible des représentants légaux',
    });
  },
);

When('il supprime le document du DMP', async function (this: ProbantWorld) {
  const { subject, document } = latestDocument(this);
  this.mark();
  await this.perform('supprimerDuDmp', { dossier: this.dossier(subject), document });
});

When('il consulte le DMP du patient', async function (this: ProbantWorld) {
  this.mark();
  await this.read('consulterDmp');
});

Then('un seul dépôt est parti au DMP, pour ce patient', async function (this: ProbantWorld) {
  const echanges = (await this.slice('dmp', 1)) as Seen;
  const { matricule, cle, oid } = this.subject.person;
  await this.judge('dmp.nombre-depots', { echanges }, { depots: 1 });
  await this.judge('dmp.patient', { echanges }, { matricule: matricule + cle, oid });
  await this.judge('xds.patient', { echanges }, { matricule: matricule + cle, oid });
  await this.judge('dmp.existence', { echanges });
});

Then("le DMP a accepté l'opération", async function (this: ProbantWorld) {
  await this.judge('dmp.reponse', { echanges: await exchanges(this) });
});

Then('chaque requête au DMP porte un VIHF conforme, pour ce patient', async function (this: ProbantWorld) {
  const echanges = await exchanges(this);
  const { matricule, cle, oid } = this.subject.person;
  for (const rule of ['presence', 'signature', 'emetteur', 'auteur', 'attributs', 'fraicheur']) {
    await this.judge(`vihf.${rule}`, { echanges });
  }
  await this.judge('vihf.patient', { echanges }, { matricule: matricule + cle, oid });
});

Then('chaque requête au DMP est bien formée', async function (this: ProbantWorld) {
  const echanges = await exchanges(this);
  for (const rule of ['dmp.enveloppe', 'dmp.consultation', 'dmp.existence']) await this.judge(rule, { echanges });
});

Then('le dépôt est conforme, métadonnées et document', async function (this: ProbantWorld) {
  const echanges = await exchanges(this);
  const rules = [
    ...['dmp.enveloppe', 'dmp.mtom'],
    ...['xds.lot', 'xds.fiche', 'xds.codes', 'xds.associations', 'xds.empreinte', 'xds.confidentialite'],
    ...['xds.coherence-cda', 'xds.coherence-vihf', 'cda.entete', 'cda.auteur', 'cda.corps'],
  ];
  for (const rule of rules) await this.judge(rule, { echanges });
});

Then('le dépôt remplace au DMP la version précédente', async function (this: ProbantWorld) {
  const echanges = (await this.slice('dmp', 1)) as Seen;
  await this.judge('dmp.nombre-depots', { echanges }, { depots: 1 });
  await this.judge('dmp.remplacement', { echanges });
  await this.judge('dmp.reponse', { echanges });
});

Then('la suppression vise la version en vigueur du document', async function (this: ProbantWorld) {
  const echanges = (await this.slice('dmp', 1)) as Seen;
  await this.judge('dmp.suppression', { echanges });
  await this.judge('dmp.reponse', { echanges });
});

Then('le DMP consulté ne montre plus le document en vigueur', async function (this: ProbantWorld) {
  const { titre } = latestDocument(this);
  await this.judge('dmp.liste', { lecture: await this.read('consulterDmp') }, { absents: [titre] });
});

Then('le dépôt porte la visibilité « {} »', async function (this: ProbantWorld, visibility: Visibility) {
  const echanges = (await this.slice('dmp', 1)) as Seen;
  await this.judge('xds.confidentialite', { echanges }, { visibilite: [visibilities[visibility]] });
});

Then('le DMP consulté montre les documents et leur visibilité', async function (this: ProbantWorld) {
  const words = ['masqué', 'patient', 'représentants'];
  const documents = documentsOf(this).map(({ titre }, i) => ({ titre, visibilite: words[i] ?? '' }));
  await this.judge('dmp.liste', { lecture: await this.read('consulterDmp') }, { documents });
});

Then("le DMP montre son état et l'autorisation d'accès", async function (this: ProbantWorld) {
  await this.slice('dmp', 1);
  await this.judge(
    'dmp.liste',
    { lecture: await this.read('consulterDmp') },
    { etat: 'actif', autorisation: 'valide' },
  );
});

Then('le document ouvert depuis le DMP est celui qui a été déposé', async function (this: ProbantWorld) {
  const list = await this.read('consulterDmp');
  const { titre } = latestDocument(this);
  await this.judge('dmp.liste', { lecture: list }, { documents: [{ titre }] });
  const repere = list.value.documents.find((line) => line.titre === titre)?.repere ?? '';
  this.mark();
  const opened = await this.perform('ouvrirDocumentDmp', { dossier: this.dossier(), repere });
  const echanges = (await this.slice('dmp', 1)) as Seen;
  await this.judge('dmp.consultation', { echanges });
  await this.judge('document.titre', { lecture: opened }, { titre });
});

/** A product that keeps the patient's choice asks for it before it consults (DMP/CONF.06); another knows nothing of it. */
async function allowConsultation(world: ProbantWorld): Promise<void> {
  const { dossier } = world.subject;
  if (dossier === undefined || !world.can('enregistrerConsentementDmp')) return;
  try {
    await world.perform('enregistrerConsentementDmp', { dossier, choix: 'non_opposition' });
  } catch (thrown) {
    if (!isProbantError(thrown, 'personne_absente') && !isProbantError(thrown, 'verbe_absent')) throw thrown;
  }
}

/** The exchanges with the DMP that the scenario last looked at. */
async function exchanges(world: ProbantWorld): Promise<Seen> {
  return world.last.get('echanges dmp') ?? ((await world.slice('dmp', 1)) as Seen);
}
