import { Then, When } from '@cucumber/cucumber';
import { latestDocument } from '../documents/memory.ts';
import { reportOf } from '../documents/reports.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Then(
  'le compte rendu est parti seul, un courriel pour chacun de ses correspondants',
  async function (this: ProbantWorld) {
    const destinataires = addressesOf(this);
    const echanges = (await this.slice('mss-smtp', destinataires.length)) as Seen;
    await this.judge('mss.nombre-envois', { echanges }, { nombre: destinataires.length });
    await this.judge('mss.destinataires', { echanges }, { destinataires });
  },
);

Then('chaque courriel de compte rendu est conforme, avec son archive et son PDF', async function (this: ProbantWorld) {
  const echanges = await mailed(this);
  for (const rule of ['objet', 'pieces', 'x-mss-codecda', 'x-mss-ins', 'x-mss-nil', 'message-id', 'corps']) {
    await this.judge(`mss.${rule}`, { echanges });
  }
  for (const rule of ['xdm.archive', 'xdm.metadonnees', 'xdm.un-usager', 'xds.coherence-cda', 'cda.entete']) {
    await this.judge(rule, { echanges });
  }
});

Then(
  /^le compte rendu envoyé est (partiel|complet)$/,
  async function (this: ProbantWorld, state: 'partiel' | 'complet') {
    const resultats = reportOf(this).results.map(({ code, valeur, unite }) => ({ code, valeur, unite }));
    const etat = state === 'partiel' ? 'active' : 'completed';
    await this.judge('cda.biologie', { echanges: await mailed(this) }, { etat, resultats });
  },
);

When('il envoie le compte rendu à ses correspondants', async function (this: ProbantWorld) {
  const { subject, document } = latestDocument(this);
  this.mark();
  await this.perform('envoyerDocument', {
    dossier: this.dossier(subject),
    document,
    bal: 'PER',
    destinataires: addressesOf(this),
  });
});

Then('un seul courriel est parti, vers tous les correspondants du compte rendu', async function (this: ProbantWorld) {
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  await this.judge('mss.nombre-envois', { echanges }, { nombre: 1 });
  await this.judge('mss.destinataires', { echanges }, { destinataires: addressesOf(this) });
});

Then("aucun courriel n'est parti vers les correspondants", async function (this: ProbantWorld) {
  await this.judge('mss.aucun-envoi', { echanges: (await this.slice('mss-smtp', 0)) as Seen });
});

When('il règle le message type de suppression', async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'message_suppression', valeur: standardText(this) });
});

Then('le réglage du message type est gardé', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'message_suppression' });
  await this.judge('lecture.reglage', { lecture }, { valeur: standardText(this) });
});

When('il supprime le compte rendu et prévient ses destinataires', async function (this: ProbantWorld) {
  const { subject, document } = latestDocument(this);
  const dossier = this.dossier(subject);
  await this.perform('supprimerDocument', { dossier, document });
  this.mark();
  await this.perform('prevenirDestinataires', { dossier, document });
});

Then('chaque destinataire reçoit le message type, qui nomme le compte rendu', async function (this: ProbantWorld) {
  const destinataires = addressesOf(this);
  const echanges = (await this.slice('mss-smtp', destinataires.length)) as Seen;
  await this.judge('mss.nombre-envois', { echanges }, { nombre: destinataires.length });
  await this.judge('mss.destinataires', { echanges }, { destinataires });
  await this.judge('mss.texte', { echanges }, { textes: [standardText(this), latestDocument(this).titre] });
});

/** A text that names somebody of the run. */
function standardText({ secretariat }: ProbantWorld): string {
  return `Le document suivant a été supprimé ; ${secretariat.nom} reste à votre disposition :`;
}

function addressesOf(world: ProbantWorld): string[] {
  return reportOf(world).correspondents.map(({ adresse }) => adresse);
}

/** The mails of the scenario since the last mark. */
async function mailed(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('mss-smtp', 1)) as Seen;
}
