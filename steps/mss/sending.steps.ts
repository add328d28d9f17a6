import { Given, Then, When } from '@cucumber/cucumber';
import { patientAddress } from '../../core/index.ts';
import { productMailboxes } from '../../mocks/index.ts';
import { validateDocument, write } from '../documents/actions.ts';
import { latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { correspondentOf, expectNothingSent, expectSent, mailText, sendMail } from './actions.ts';
import { memory } from './memory.ts';
import { plainMail } from './plain-mail.ts';

Given("un correspondant à l'adresse MSSanté connue", function (this: ProbantWorld) {
  const { adresse, prenom, nom } = this.drawCorrespondent();
  this.controls.mss.declareMailbox({ address: adresse, kind: 'PER', label: `Dr_${prenom}_${nom}`, accuses: 'dsn' });
});

Given('un courriel reçu du correspondant', function (this: ProbantWorld) {
  const received = plainMail(correspondentOf(this), mailText(this));
  memory(this).received = received;
  this.controls.mss.deliver(productMailboxes.per, received.raw);
});

Given("l'adresse de retour réglée à celle du secrétariat", async function (this: ProbantWorld) {
  const { adresse } = this.secretariat;
  this.controls.mss.declareMailbox({ address: adresse, kind: 'ORG', label: 'Secrétariat' });
  await this.perform('regler', { reglage: 'adresse_retour', valeur: adresse });
});

Given("l'envoi automatique au patient réglé", async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'envoi_automatique_patient', valeur: 'oui' });
});

Given('le patient a une messagerie dans Mon espace santé', function (this: ProbantWorld) {
  const { person } = this.subject;
  const label = `${person.prenom} ${person.nomNaissance}`;
  this.controls.mss.declareMailbox({ address: patientAddress(person), kind: 'patient', label });
});

Given("l'accusé de réception du correspondant", async function (this: ProbantWorld) {
  await this.controls.mss.report({ from: correspondentOf(this).adresse, kind: 'dsn' });
});

When(
  /^il envoie un message au correspondant( depuis la boîte applicative)?( en demandant un accusé de réception)?$/,
  async function (this: ProbantWorld, app?: string | null, accuse?: string | null) {
    await sendMail(this, { bal: app ? 'APP' : 'PER', accuseReception: Boolean(accuse) });
  },
);

When('il relève la messagerie', async function (this: ProbantWorld) {
  await this.perform('releverMessagerie', { bal: 'PER' });
});

When('il relève la messagerie et répond au courriel reçu', async function (this: ProbantWorld) {
  await this.perform('releverMessagerie', { bal: 'PER' });
  const lecture = await this.perform('lireMessagerie', {});
  const { objet } = memory(this).received ?? { objet: '' };
  await this.judge('messagerie.recu', { lecture }, { objet });
  const line = lecture.value.lignes.find((one) => one.objet.includes(objet));
  await sendMail(this, { bal: 'PER', reponseA: line?.message ?? '' });
});

When('il envoie le document au correspondant', async function (this: ProbantWorld) {
  const { subject, document } = latestDocument(this);
  this.mark();
  await this.perform('envoyerDocument', {
    dossier: this.dossier(subject),
    document,
    bal: 'PER',
    destinataires: [correspondentOf(this).adresse],
  });
});

When(
  /^il enregistre le refus du patient pour (les envois aux professionnels|Mon espace santé)$/,
  async function (this: ProbantWorld, canal: string) {
    const name = canal === 'Mon espace santé' ? 'mss_patient' : 'mss_pro';
    await this.perform('enregistrerRefus', { dossier: this.dossier(), canal: name, refus: true });
  },
);

Then('le journal des accès montre le refus, daté et signé', async function (this: ProbantWorld) {
  const lecture = await this.read('lireJournalAcces');
  await this.judge('ins.journal-acces', { lecture }, { auteur: this.utilisateur, actions: ['refus'] });
});

Then("le réglage de l'envoi automatique est gardé", async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'envoi_automatique_patient' });
  await this.judge('lecture.reglage', { lecture }, { valeur: 'oui' });
});

When('il écrit au patient', async function (this: ProbantWorld) {
  this.mark();
  const texte = mailText(this);
  await this.perform('ecrireAuPatient', { dossier: this.dossier(), document: null, texte, finEchange: false });
});

When('il envoie le document au patient', async function (this: ProbantWorld) {
  const { subject, document } = latestDocument(this);
  this.mark();
  const texte = mailText(this);
  await this.perform('ecrireAuPatient', { dossier: this.dossier(subject), document, texte, finEchange: false });
});

When('il rédige un courrier et le valide', async function (this: ProbantWorld) {
  await write(this, 'courrier');
  this.mark();
  await validateDocument(this);
});

Then('un seul courriel est parti, vers ce correspondant', function (this: ProbantWorld) {
  return expectSent(this, correspondentOf(this).adresse);
});

Then('un seul courriel est parti, vers le patient', function (this: ProbantWorld) {
  return expectSent(this, patientAddress(this.subject.person));
});

Then("aucun courriel n'est parti, et un message dit pourquoi", async function (this: ProbantWorld) {
  await expectNothingSent(this);
  await this.judge('ins.message', { lecture: this.last.get('envoyerDocument') as Seen }, {});
});

Then("aucun courriel n'est parti vers le patient", function (this: ProbantWorld) {
  return expectNothingSent(this);
});

Then("un message dit pourquoi l'envoi ne se fait pas", async function (this: ProbantWorld) {
  await this.judge('ins.message', { lecture: this.last.get('ecrireAuPatient') as Seen }, {});
});

Then("aucune adresse n'est proposée", async function (this: ProbantWorld) {
  await this.judge('messagerie.adresse', { lecture: this.last.get('ecrireAuPatient') as Seen }, { adresse: null });
});

Then("l'adresse du patient est celle de son INS", async function (this: ProbantWorld) {
  const { person } = this.subject;
  const adresse = patientAddress(person);
  await this.judge('messagerie.adresse', { lecture: this.last.get('ecrireAuPatient') as Seen }, { adresse });
  await this.judge('mss.adresse-usager', { echanges: sent(this) }, { matricule: person.matricule + person.cle });
});

Then('la messagerie montre la bonne réception du courriel', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireMessagerie', {});
  await this.judge('messagerie.accuse', { lecture }, { objet: mailText(this), accuse: 'reçu' });
});

Then("le journal des échanges montre l'envoi au correspondant, daté et signé", async function (this: ProbantWorld) {
  const lecture = await this.read('lireJournalEchanges');
  const partenaire = correspondentOf(this).adresse;
  await this.judge('messagerie.journal', { lecture }, { auteur: this.utilisateur, partenaire });
});

function sent(world: ProbantWorld): Seen {
  return world.last.get('echanges mss-smtp') as Seen;
}
