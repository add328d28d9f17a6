import { Then, When } from '@cucumber/cucumber';
import { patientAddress } from '../../core/index.ts';
import { productMailboxes } from '../../mocks/index.ts';
import { latestReceived } from '../reception/memory.ts';
import type { ProbantWorld, Seen, Subject } from '../runtime/index.ts';
import { mailText } from './actions.ts';
import { openPatientMessage } from './reading-actions.ts';

When('il écrit au patient en choisissant de ne pas recevoir de réponse', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('ecrireAuPatient', {
    dossier: this.dossier(),
    document: null,
    texte: mailText(this),
    finEchange: true,
  });
});

Then("le courriel laisse l'échange ouvert", async function (this: ProbantWorld) {
  await this.judge('mss.x-mss-mes', { echanges: (await this.slice('mss-smtp', 1)) as Seen }, { fin: false });
});

Then("le courriel dit la fin de l'échange", async function (this: ProbantWorld) {
  await this.judge('mss.x-mss-mes', { echanges: this.last.get('echanges mss-smtp') as Seen }, { fin: true });
});

When('le patient répond au courriel', async function (this: ProbantWorld) {
  this.controls.mss.patientReplies({
    from: patientAddress(this.subject.person),
    to: productMailboxes.per,
    text: 'Merci, docteur. Je reviendrai lundi.',
  });
  await this.perform('releverMessagerie', { bal: 'PER' });
});

Then("la messagerie présente son message comme celui d'un professionnel", async function (this: ProbantWorld) {
  const correspondant = latestReceived(this).from.nom;
  const lecture = await this.perform('lireMessagerie', {});
  await this.judge('messagerie.nature', { lecture }, { correspondant, nature: 'professionnel' });
});

Then("la messagerie présente le message comme celui d'un patient", async function (this: ProbantWorld) {
  const correspondant = this.subject.person.nomNaissance;
  const lecture = await this.perform('lireMessagerie', {});
  await this.judge('messagerie.nature', { lecture }, { correspondant, nature: 'patient' });
});

Then('le message ouvert montre le nom, le prénom et le matricule du patient', async function (this: ProbantWorld) {
  const { nomNaissance, prenom, matricule, cle } = this.subject.person;
  const expected = { nom: nomNaissance, prenom, matricule: matricule + cle };
  await this.judge('messagerie.usager-expediteur', { lecture: await openPatientMessage(this) }, expected);
});

Then("l'adresse proposée est celle de l'INS du patient", async function (this: ProbantWorld) {
  const adresse = patientAddress(this.subject.person);
  await this.judge('messagerie.adresse', { lecture: this.last.get('ecrireAuPatient') as Seen }, { adresse });
});

Then(
  /^la base des patients propose d'écrire au patient à l'identité (qualifiée|récupérée, mais ne le permet pas)$/,
  async function (this: ProbantWorld, status: string) {
    const { person } = status === 'qualifiée' ? this.subject : (this.subjects[0] as Subject);
    const { nomNaissance, prenom } = person;
    const lecture = await this.perform('chercherUsager', { nom: nomNaissance });
    const adresse = status === 'qualifiée' ? patientAddress(person) : null;
    await this.judge('lecture.critere', { lecture }, { critere: nomNaissance });
    await this.judge('messagerie.usager-propose', { lecture }, { nom: nomNaissance, prenom, adresse });
  },
);
