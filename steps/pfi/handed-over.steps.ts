import { Then, When } from '@cucumber/cucumber';
import { productMailboxes, sentCdas } from '../../mocks/index.ts';
import { type ProbantWorld, type Seen, scenarioMemory } from '../runtime/index.ts';
import { bodyOf } from './messages.ts';

const titleOf = scenarioMemory(() => ({ titre: '' }));

When('la plateforme remet un document reçu par MSSanté pour ce patient', async function (this: ProbantWorld) {
  await handOver(this);
});

When('la plateforme remet un document reçu par MSSanté pour un patient inconnu', async function (this: ProbantWorld) {
  // Nobody of the product has this number: it is drawn, and typed nowhere.
  this.drawSubject();
  await handOver(this);
});

Then('le produit acquitte le document remis', async function (this: ProbantWorld) {
  await answered(this, { code: 'AA' });
});

Then('le produit refuse le document remis, et dit que le patient est inconnu', async function (this: ProbantWorld) {
  await answered(this, { code: 'AE', erreur: '902' });
});

Then('le document remis est au dossier du patient', async function (this: ProbantWorld) {
  const { titre } = titleOf(this);
  const lecture = await this.read('lireDocuments');
  await this.judge('document.liste', { lecture }, { titre, etat: 'reçu' });
});

Then("le document remis s'ouvre, tel que la plateforme l'a remis", async function (this: ProbantWorld) {
  const { titre } = titleOf(this);
  const list = await this.read('lireDocuments');
  const document = list.value.lignes.find((line) => line.titre.includes(titre))?.document ?? '';
  const lecture = await this.perform('exporterDocument', { dossier: this.dossier(), document, forme: 'cda' });
  await this.judge('document.titre', { lecture }, { titre });
});

/** The platform hands over a letter about the subject, which a correspondent sent by MSSanté. */
async function handOver(world: ProbantWorld): Promise<void> {
  const { person } = world.subject;
  const { matricule, cle, oid, nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance } = person;
  const titre = `Courrier de suivi ${person.nomUtilise}`;
  titleOf(world).titre = titre;
  const document = { titre, cle: titre, date: '2026-03-02T09:15:00Z', texte: 'Merci de votre confiance.' };
  // The very CDA that a correspondent's mail carries: what the platform takes out of its archive.
  const [cda = Buffer.alloc(0)] = await sentCdas({
    from: world.drawCorrespondent(),
    to: productMailboxes.per,
    date: document.date,
    libelle: titre,
    texte: '',
    patient: person,
    documents: [document],
  });
  world.mark();
  const traits = { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance };
  const ins = { matricule: matricule + cle, oid };
  await world.controls.hl7.send({ document: { ...traits, cda, ins, ipp: `H${matricule.slice(-8)}`, statut: 'VALI' } });
}

async function answered(world: ProbantWorld, wanted: { code: string; erreur?: string }): Promise<void> {
  const seen = (await world.slice('hl7-envoi', 1)) as Seen;
  const message = bodyOf(seen, 'response');
  await world.judge('hl7.acquittement', { message, initial: bodyOf(seen, 'request') }, wanted);
}
